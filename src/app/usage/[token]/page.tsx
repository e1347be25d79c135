import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { UsagePageInput, type UsagePage } from '@/shared/contracts/platform-stats';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { publicCaller } from '@/trpc/server';
import { BarChart } from '@/ui/bar-chart';
import { formatCount, formatDate, formatDateTime, formatPlural } from '@/ui/format';
import { Progress } from '@/ui/progress';
import { Logo } from '@/ui/shell/logo';
import { PageFrame } from '@/ui/shell/page-frame';
import { Table, type TableColumn } from '@/ui/table';
import { Offers } from './offers';

/** The address is the permission: it is told to nobody, neither to search engines nor to the pages one goes on to. */
export const metadata: Metadata = { title: 'Usage', robots: { index: false, follow: false }, referrer: 'no-referrer' };

type Day = UsagePage['days'][number];

const COLUMNS: TableColumn<Day>[] = [
  { key: 'day', header: 'Day', fold: 'lead', cell: ({ day }) => formatDate(day) },
  { key: 'calls', header: 'Calls', right: true, fold: 'end', cell: ({ calls }) => formatCount(calls) },
  { key: 'units', header: 'Units', right: true, fold: 'note', cell: ({ units }) => formatPlural(units, 'unit') },
];

function Meter({ meter, used, limit, remaining }: UsagePage['meters'][number]) {
  return (
    <li className="py-4">
      <Progress label={meter} value={limit === null ? 0 : Math.min(used, limit)} max={Math.max(1, limit ?? 1)} note={limit === null ? `${formatCount(used)}, without a limit` : `${formatCount(used)} of ${formatCount(limit)}`} />
      {remaining !== null && <p className="text-sm text-ink-2 mt-1">{remaining === 0 ? 'Nothing left in this period.' : `${formatCount(remaining)} left.`}</p>}
    </li>
  );
}

function LastDays({ days }: { days: Day[] }) {
  const total = days.reduce((sum, { calls }) => sum + calls, 0);
  const phoneFrom = Math.floor(days.length / 2);
  const name = (index: number) => formatDate(days[index]?.day ?? '');
  const most = days.reduce((best, day) => (day.calls > best.calls ? day : best), days[0] ?? { day: '', calls: 0, units: 0 });
  const sentence = `${formatPlural(total, 'call')} in the last thirty days, most on ${formatDate(most.day)} with ${formatCount(most.calls)}.`;
  return (
    <section className="mt-10" aria-labelledby="days">
      <h2 id="days" className="d4">The last thirty days</h2>
      {total === 0 ? <p className="text-ink-2 mt-1">No calls in the last thirty days.</p> : <div className="mt-1"><BarChart bars={days.map(({ day, calls }) => ({ key: day, value: calls }))} sentence={sentence} phoneFrom={phoneFrom} ends={{ first: name(0), phoneFirst: name(phoneFrom), last: 'Today' }}
        table={<Table caption="Calls by day" columns={COLUMNS} rows={days.toReversed()} rowKey={({ day }) => day} />} /></div>}
    </section>
  );
}

/** What one customer of a platform has used and has left, by a link and without signing in. */
export default async function UsageByLinkPage({ params, searchParams }: { params: Promise<{ token: string }>; searchParams: Promise<Record<'paid', string | string[] | undefined>> }) {
  const parsed = UsagePageInput.safeParse(await params);
  if (!parsed.success) notFound();
  const { platformName, mode, customer, tierName, windowEnd, meters, days, offers } = await (await publicCaller()).platformStats.usagePage(parsed.data).catch(asNotFoundPage);
  const { paid } = await searchParams;
  return (
    <PageFrame>
      <div className="mx-auto w-full max-w-[760px] px-4 sm:px-6 py-8 lg:py-12">
        <p className="text-ink-2">{platformName}{mode === 'preview' && ', preview'}</p>
        <h1 className="d3 mt-1">Your usage</h1>
        <p className="mt-2">Plan <strong>{tierName}</strong> for <span className="mono wrap-anywhere">{customer}</span></p>
        {paid !== undefined && <p className="panel p-4 mt-5" role="status">Thank you. Your new plan counts as soon as the payment is confirmed, mostly within a minute.</p>}
        <section className="mt-8" aria-labelledby="period">
          <h2 id="period" className="d4">This period</h2>
          <p className="text-ink-2 mt-1">Counted anew on {formatDateTime(windowEnd)} UTC.</p>
          <ul className="ruled mt-3 border-t border-ink">{meters.map((meter) => <Meter key={meter.meter} {...meter} />)}</ul>
        </section>
        <LastDays days={days} />
        {offers.length > 0 && <Offers token={parsed.data.token} offers={offers} current={tierName} />}
        <footer className="mt-14 border-t border-line pt-5 flex flex-wrap items-center justify-between gap-3"><p className="text-sm text-ink-2">Whoever has this address sees this page.</p><span className="inline-flex items-center gap-2 text-sm text-ink-2">Counted by <Logo /></span></footer>
      </div>
    </PageFrame>
  );
}
