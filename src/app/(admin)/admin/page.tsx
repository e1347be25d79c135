import { Check, CircleAlert } from 'lucide-react';
import type { Metadata } from 'next';
import { requireAdmin } from '@/app/require-viewer';
import type { AdminHome } from '@/shared/contracts/admin-home';
import { formatCount, formatDateTime, formatMoney, formatPlural } from '@/ui/format';
import { AdminFrame } from './admin-frame';
import { Bars } from './bars';
import { Section } from './panel';

export const metadata: Metadata = { title: 'Overview' };

interface Matter {
  href: string;
  word: string;
  count: number;
  note?: string;
}

function toMatters({ waiting }: AdminHome): Matter[] {
  const { disputes, disputeDueAt, sellers, eventsDead, eventsHeld, jobsDead, jobsRetrying, mails, payoutsFailed } = waiting;
  return [
    { href: '/admin/disputes', word: 'Disputes to answer', count: disputes, ...(disputeDueAt && { note: `The next is due ${formatDateTime(disputeDueAt)}` }) },
    { href: '/admin/sellers', word: 'Sellers to decide on', count: sellers },
    { href: '/admin/webhooks?status=dead', word: 'Events given up', count: eventsDead },
    { href: '/admin/webhooks?status=quarantined', word: 'Events held', count: eventsHeld },
    { href: '/admin/jobs?state=dead', word: 'Jobs given up', count: jobsDead },
    { href: '/admin/jobs?state=retrying', word: 'Jobs trying again', count: jobsRetrying },
    { href: '/admin/jobs?task=send-email', word: 'Mails not sent', count: mails, ...(mails > 0 && { note: 'For longer than ten minutes' }) },
    { href: '/admin/payouts?status=failed', word: 'Payouts failed', count: payoutsFailed },
  ];
}

function Verdict({ href, isWell, children, at }: { href: string; isWell: boolean; children: string; at: string }) {
  const Icon = isWell ? Check : CircleAlert;
  return (
    <p className="flex items-start gap-2 py-2.5 border-b border-line text-[15px]">
      <Icon className={isWell ? 'ic mt-0.5 text-ok' : 'ic mt-0.5 text-danger'} aria-hidden="true" />
      <span className="flex-1"><a className="link" href={href}>{children}</a></span>
      <span className="text-ink-3 text-sm whitespace-nowrap">{formatDateTime(at)}</span>
    </p>
  );
}

function Money({ home: { today } }: { home: AdminHome }) {
  const [main, ...others] = today.money;
  const words: [string, string][] = [
    ['Orders placed', formatCount(today.orders)],
    ['Paid', formatCount(today.paid)],
    ['Taken in', main ? formatMoney(main.chargedMinor, main.currency) : '0'],
    ['Given back', main ? formatMoney(main.refundedMinor, main.currency) : '0'],
  ];
  return (
    <>
      <dl className="mt-6 grid grid-cols-2 lg:grid-cols-4 border-t border-ink border-b border-b-line max-lg:gap-y-0">
        {words.map(([word, value]) => (
          <div key={word} className="py-4 pr-4">
            <dt className="lab">{word}</dt>
            <dd className="d4 mt-1 tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {others.length > 0 && <p className="text-ink-2 text-sm mt-2">And {others.map(({ currency, chargedMinor, refundedMinor }) => `${formatMoney(chargedMinor, currency)}${refundedMinor > 0 ? ` (${formatMoney(refundedMinor, currency)} given back)` : ''}`).join(', ')}.</p>}
    </>
  );
}

/** How the shop stands today, and what waits for a person. */
export default async function AdminPage() {
  const { api } = await requireAdmin('/admin');
  const home = await api.admin.home();
  const { days, books, reconciliation } = home;
  const sold = days.reduce((sum, { paid }) => sum + paid, 0);
  const matters = toMatters(home);
  const open = matters.filter(({ count }) => count > 0);
  const quiet = matters.filter(({ count }) => count === 0);
  return (
    <AdminFrame current="/admin">
      <h1 className="d3">Today</h1>
      <p className="text-ink-2 mt-1">Since midnight, UTC.</p>
      <Money home={home} />
      <Section id="days" title="Paid orders" note={`${formatPlural(sold, 'order')} in fourteen days.`}>
        <Bars bars={days.map(({ day, paid }) => ({ day, value: paid }))} sentence={`Orders paid per day: ${formatPlural(sold, 'order')} in fourteen days, ${days.at(-1)?.paid ?? 0} of them today.`} />
      </Section>
      <div className="lg:grid lg:grid-cols-2 lg:gap-12">
        <Section id="waiting" title="Waits for a person" note={open.length === 0 ? 'Nothing does.' : `${formatPlural(open.length, 'kind')} of work; the rest is quiet.`}>
          <ul className="ruled">
            {[...open, ...quiet].map(({ href, word, count, note }) => (
              <li key={word} className="flex items-baseline justify-between gap-4 py-2.5 text-[15px]">
                <span>{count > 0 ? <a className="link" href={href}>{word}</a> : <span className="text-ink-2">{word}</span>}{note && <span className="block text-sm text-ink-2">{note}</span>}</span>
                <span className={count > 0 ? 'font-semibold tabular-nums' : 'text-ink-3 tabular-nums'}>{formatCount(count)}</span>
              </li>
            ))}
          </ul>
        </Section>
        <Section id="verdicts" title="Books" note="Checked every night, and whenever you ask.">
          <div className="border-t border-ink">
            {books ? <Verdict href="/admin/books" isWell={books.violations === 0} at={books.at}>{books.violations === 0 ? 'The books hold' : `${formatPlural(books.violations, 'violation')} of the books`}</Verdict>
              : <p className="py-2.5 border-b border-line text-[15px] text-ink-2"><a className="link" href="/admin/books">The books</a> were not checked yet.</p>}
            {reconciliation ? <Verdict href="/admin/reconciliation" isWell={reconciliation.alarms === 0 && reconciliation.failure === null} at={reconciliation.at}>{reconciliation.failure !== null ? 'The last comparison with Stripe broke off' : reconciliation.alarms === 0 ? `Stripe agrees${reconciliation.repaired > 0 ? `, ${formatCount(reconciliation.repaired)} put right` : ''}` : `${formatPlural(reconciliation.alarms, 'difference')} from Stripe`}</Verdict>
              : <p className="py-2.5 border-b border-line text-[15px] text-ink-2"><a className="link" href="/admin/reconciliation">Stripe</a> was not compared yet.</p>}
          </div>
        </Section>
      </div>
    </AdminFrame>
  );
}
