import type { Metadata } from 'next';
import { requireViewer } from '@/app/require-viewer';
import type { SubscriptionPayment } from '@/shared/contracts/subscriptions';
import { dateText, type Formats } from '@/shared/moment-text';
import { LinkButton } from '@/ui/button';
import { formatMoney } from '@/ui/format';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { AccountFrame } from '../account-frame';
import { SubscriptionPanel } from './subscription-panel';

export const metadata: Metadata = { title: 'Billing' };

/** What was charged; where nothing was, why. */
function paidText({ totalMinor, creditMinor, currency }: SubscriptionPayment): string {
  if (totalMinor > 0) return formatMoney(totalMinor, currency);
  return creditMinor > 0 ? 'Your credit' : 'Free';
}

const paymentColumns = (formats: Formats): TableColumn<SubscriptionPayment>[] => [
  { key: 'number', header: 'Order', fold: 'lead', cell: ({ orderId, number }) => <a className="link font-semibold whitespace-nowrap" href={`/account/orders/${orderId}`}>{number}</a> },
  { key: 'title', header: 'For', fold: 'note', cell: ({ title }) => title },
  { key: 'paid', header: 'Paid', fold: 'note-end', cell: ({ paidAt }) => dateText(paidAt, formats) },
  { key: 'back', header: 'Given back', fold: 'hide', right: true, cell: ({ refundedMinor, currency }) => (refundedMinor > 0 ? formatMoney(refundedMinor, currency) : '') },
  { key: 'total', header: 'Total', fold: 'end', right: true, cell: (payment) => paidText(payment) },
];

interface Props {
  searchParams: Promise<{ card?: string | string[] }>;
}

/** What the viewer pays for again and again: how each stands, what comes next, and what was paid. */
export default async function BillingPage({ searchParams }: Props) {
  const { api, formats } = await requireViewer('/account/billing');
  const { subscriptions, payments } = await api.subscriptions.list();
  const running = subscriptions.filter(({ state }) => state !== 'ended');
  const ended = subscriptions.filter(({ state }) => state === 'ended');
  const isCardNew = [(await searchParams).card].flat()[0] === 'changed';
  return (
    <AccountFrame current="/account/billing">
      <h1 className="d3">Billing</h1>
      <p className="text-ink-2 mt-1">What is paid again and again, and what was paid for it.</p>
      {isCardNew && <p className="mt-4 text-[15px] text-ok font-medium" role="status">The card is changed. It is used from the next payment on.</p>}
      {running.length === 0 ? (
        <div className="mt-8"><EmptyState title="Nothing is paid again" slug="account-billing" action={<LinkButton href="/membership" tone="ink">See the membership</LinkButton>}>You have no membership and no plan. What you bought once stays yours, and costs nothing more.</EmptyState></div>
      ) : (
        <ul className="mt-6 grid gap-6">{running.map((subscription) => <li key={subscription.id}><SubscriptionPanel subscription={subscription} formats={formats} /></li>)}</ul>
      )}
      {payments.length > 0 && (
        <section className="mt-12" aria-labelledby="payments">
          <h2 id="payments" className="text-lg font-semibold tracking-[-0.01em]">Payments</h2>
          <Table caption="Payments" columns={paymentColumns(formats)} rows={payments} rowKey={({ orderId }) => orderId} hover className="mt-3" />
        </section>
      )}
      {ended.length > 0 && (
        <section className="mt-12" aria-labelledby="ended">
          <h2 id="ended" className="text-lg font-semibold tracking-[-0.01em]">Ended</h2>
          <ul className="mt-3 border-t border-ink">
            {ended.map(({ id, productTitle, plan, organizationName, endedAt }) => (
              <li key={id} className="border-b border-line py-3 flex flex-wrap gap-x-4 gap-y-1 text-[15px]"><span className="font-semibold">{productTitle}, {plan.title}</span>{organizationName && <span className="text-ink-2">{organizationName}</span>}<span className="text-ink-2 ml-auto">{endedAt && dateText(endedAt, formats)}</span></li>
            ))}
          </ul>
        </section>
      )}
    </AccountFrame>
  );
}
