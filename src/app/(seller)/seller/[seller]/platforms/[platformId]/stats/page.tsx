import type { PlatformStats, StatsDays, StatsPanel } from '@/shared/contracts/platform-stats';
import { formatCount, formatPlural } from '@/ui/format';
import { TabLinks } from '@/ui/tab-links';
import { ModeLinks, PlatformFrame } from '../../platform-frame';
import { requirePlatform, titleOf, toMode, type PlatformParams } from '../../require-platform';
import { ActiveChart } from './active-chart';
import { CallsChart } from './calls-chart';
import { RefusalsTable } from './refusals-table';
import { RevenueTable } from './revenue-table';
import { StatsPanelFrame } from './stats-panel-frame';
import { TopCustomersTable } from './top-customers-table';

export const generateMetadata = titleOf('Statistics', '/stats');

const RANGES: { days: StatsDays; label: string }[] = [{ days: 7, label: '7 days' }, { days: 30, label: '30 days' }, { days: 90, label: '90 days' }];

const toDays = (asked: string | string[] | undefined): StatsDays => RANGES.find(({ days }) => String(days) === [asked].flat()[0])?.days ?? 30;

function Sums({ stats: { points, activeCustomers, customersAtLimit } }: { stats: PlatformStats }) {
  const sum = (pick: (point: PlatformStats['points'][number]) => number) => points.reduce((total, point) => total + pick(point), 0);
  const sums = [
    { name: 'Calls', value: sum(({ calls }) => calls) },
    { name: 'Customers who called', value: activeCustomers },
    { name: 'Limit hits', value: sum(({ limitHits }) => limitHits) },
    { name: 'Customers at their limit', value: customersAtLimit },
    { name: 'Other refusals', value: sum(({ errors }) => errors) },
  ];
  return (
    <dl className="grid grid-cols-2 sm:grid-cols-3 lg:grid-cols-5 border-t border-ink">
      {sums.map(({ name, value }) => (
        <div key={name} className="border-b border-line py-3 pr-4 max-lg:last:col-span-2"><dt className="lab">{name}</dt><dd className="d4 tabular-nums mt-1">{formatCount(value)}</dd></div>
      ))}
    </dl>
  );
}

/** How a platform does in one of its worlds: calls, customers, revenue, and what was refused. */
export default async function StatsPage(props: PlatformParams & { searchParams: Promise<Record<'mode' | 'days', string | string[] | undefined>> }) {
  const { api, seller, platform, input } = await requirePlatform(props, '/stats');
  const asked = await props.searchParams;
  const mode = toMode(asked.mode, platform);
  const days = toDays(asked.days);
  const stats = await api.platformStats.byPlatform({ ...input, mode, days });
  const href = `/seller/${seller.slug}/platforms/${platform.id}/stats`;
  const to = (range: StatsDays) => `${href}?mode=${mode}&days=${range}`;
  const csv = (panel: StatsPanel) => `/api/seller/platform-stats/${seller.slug}/${platform.id}/${panel}.csv?mode=${mode}&days=${days}`;
  return (
    <PlatformFrame seller={seller} platform={platform} current="/stats">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div><h2 className="d4">Statistics</h2><p className="text-ink-2 mt-1">Days are UTC’s, today among them.</p></div>
        <ModeLinks href={href} mode={mode} liveAt={platform.liveAt} />
      </div>
      <div className="mt-4"><TabLinks label="Span" links={RANGES.map(({ days: range, label }) => ({ href: to(range), label }))} current={to(days)} /></div>
      <div className="mt-5"><Sums stats={stats} /></div>
      <StatsPanelFrame title={stats.step === 'hour' ? 'Calls by hour' : 'Calls by day'} csv={csv('calls')} note={stats.points.some(({ limitHits }) => limitHits > 0) ? 'In red, calls that a limit refused.' : 'No limit refused a call.'}><CallsChart step={stats.step} points={stats.points} /></StatsPanelFrame>
      <StatsPanelFrame title="Customers who called, by day" csv={csv('active')} note={`${formatPlural(stats.activeCustomers, 'different customer')} in all.`}><ActiveChart days={stats.activeByDay} /></StatsPanelFrame>
      <StatsPanelFrame title="Revenue" csv={csv('revenue')} note="What subscribed customers pay again and again at the price of their tier, now. What Stripe has paid you is on its own pages."><RevenueTable rows={stats.revenue} /></StatsPanelFrame>
      <StatsPanelFrame title="Most calls" csv={csv('customers')} note="Ten here; the file has all."><TopCustomersTable rows={stats.topCustomers} /></StatsPanelFrame>
      <StatsPanelFrame title="Refused calls" csv={csv('refusals')} note="By reason. Counted in memory: a server that dies loses a second of it."><RefusalsTable rows={stats.refusals} /></StatsPanelFrame>
    </PlatformFrame>
  );
}
