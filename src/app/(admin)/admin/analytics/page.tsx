import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { requireAdmin } from '@/app/require-viewer';
import type { AnalyticsDay, AnalyticsDays, AnalyticsPanel, ShopAnalytics } from '@/shared/contracts/admin-analytics';
import { BarChart } from '@/ui/bar-chart';
import { formatCount, formatDate, formatMoney, formatPlural } from '@/ui/format';
import { TabLinks } from '@/ui/tab-links';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../admin-frame';
import { Section } from '../panel';
import { Funnel } from './funnel';
import { SearchTable } from './search-table';

export const metadata: Metadata = { title: 'Analytics' };

const RANGES: readonly { days: AnalyticsDays; label: string }[] = [{ days: 7, label: '7 days' }, { days: 30, label: '30 days' }, { days: 90, label: '90 days' }, { days: 365, label: 'A year' }];
const toDays = (asked: string | string[] | undefined): AnalyticsDays => RANGES.find(({ days }) => String(days) === [asked].flat()[0])?.days ?? 30;
const href = (days: AnalyticsDays) => `/admin/analytics?days=${days}`;

const DAY_COLUMNS: TableColumn<AnalyticsDay>[] = [
  { key: 'day', header: 'Day', fold: 'lead', cell: ({ day }) => formatDate(day) },
  { key: 'visitors', header: 'Visitors', right: true, fold: 'end', cell: ({ visitors }) => formatCount(visitors) },
  { key: 'orders', header: 'Orders paid', right: true, fold: 'note', cell: ({ orders }) => formatPlural(orders, 'order') },
];

function Csv({ panel, days, of }: { panel: AnalyticsPanel; days: AnalyticsDays; of: string }) {
  return <a href={`/api/admin/analytics/${panel}.csv?days=${days}`} download className="tap link text-sm text-ink-2 inline-flex items-center gap-1"><Download className="ic" aria-hidden="true" />CSV<span className="sr-only"> of {of}</span></a>;
}

function Figures({ stats: { visitors, visitorsBefore, revenue, days, bundleUpgrades } }: { stats: ShopAnalytics }) {
  const [main] = revenue;
  const money = (pick: (row: ShopAnalytics['revenue'][number]) => number) => (main ? formatMoney(pick(main), main.currency) : '–');
  const figures: [string, string, string][] = [
    ['Visitors', formatCount(visitors), `${formatCount(visitorsBefore)} in as many days before`],
    ['Taken in', money(({ chargedMinor }) => chargedMinor), main ? `${money(({ refundedMinor }) => refundedMinor)} given back` : ''],
    ['Fees', money(({ feesMinor }) => feesMinor), 'What of it is the shop’s'],
    ['Orders paid', formatCount(days.reduce((sum, { orders }) => sum + orders, 0)), `${formatPlural(bundleUpgrades, 'bundle')} by owners of a part`],
  ];
  return (
    <dl className="mt-6 grid grid-cols-2 lg:grid-cols-4 border-t border-ink">
      {figures.map(([name, value, note]) => (
        <div key={name} className="border-b border-line py-3 pr-4"><dt className="lab">{name}</dt><dd><span className="block text-[22px] leading-7 font-semibold tabular-nums tracking-[-0.014em] mt-1">{value}</span><span className="block text-[13px] text-ink-3">{note}</span></dd></div>
      ))}
    </dl>
  );
}

function VisitorChart({ days }: { days: AnalyticsDay[] }) {
  const phoneFrom = days.length > 7 ? Math.floor(days.length / 2) : 0;
  const best = days.reduce<AnalyticsDay | undefined>((most, day) => (most === undefined || day.visitors > most.visitors ? day : most), undefined);
  const sentence = !best || best.visitors === 0 ? 'Nobody who may be counted came.' : `At most ${formatPlural(best.visitors, 'visitor')} on one day, ${formatDate(best.day)}.`;
  const name = (index: number) => formatDate(days[index]?.day ?? 0);
  return (
    <BarChart bars={days.map(({ day, visitors }) => ({ key: day, value: visitors }))} sentence={sentence} phoneFrom={phoneFrom} ends={{ first: name(0), phoneFirst: name(phoneFrom), last: name(days.length - 1) }}
      table={<Table caption="Visitors by day" columns={DAY_COLUMNS} rows={days.toReversed()} rowKey={({ day }) => day} />} />
  );
}

/** Who came, how far they came, what it brought, and what they looked for. */
export default async function AnalyticsPage({ searchParams }: { searchParams: Promise<{ days?: string | string[] }> }) {
  const { api } = await requireAdmin('/admin/analytics');
  const days = toDays((await searchParams).days);
  const stats = await api.admin.analytics({ days });
  const others = stats.revenue.slice(1);
  return (
    <AdminFrame current="/admin/analytics">
      <h1 className="d3">Analytics</h1>
      <p className="text-ink-2 mt-1 max-w-[68ch]">Days are UTC’s, today among them. Counted here and nowhere else; who asks not to be counted is not. A visitor without a cookie is another one the next day.</p>
      <div className="mt-4"><TabLinks label="Span" links={RANGES.map(({ days: range, label }) => ({ href: href(range), label }))} current={href(days)} /></div>
      <Figures stats={stats} />
      {others.length > 0 && <p className="text-ink-2 text-sm mt-2">And {others.map(({ currency, chargedMinor, feesMinor }) => `${formatMoney(chargedMinor, currency)} (${formatMoney(feesMinor, currency)} in fees)`).join(', ')}. <Csv panel="revenue" days={days} of="revenue" /></p>}
      <Section id="visitors" title="Visitors by day" note="Different ones of each day." action={<Csv panel="days" days={days} of="visitors by day" />}><VisitorChart days={stats.days} /></Section>
      <Section id="funnel" title="From discovering to downloading" note="People, each once a day. Orders and downloads count everybody, pages only who may be counted." action={<Csv panel="funnel" days={days} of="the funnel" />}><Funnel funnel={stats.funnel} /></Section>
      <div className="lg:grid lg:grid-cols-2 lg:gap-12">
        <Section id="searches" title="Searched most" note="Terms that look like somebody’s address or number are not kept." action={<Csv panel="searches" days={days} of="searches" />}><SearchTable by="searches" caption="Searched most" rows={stats.topSearches} none="Nobody searched in these days." /></Section>
        <Section id="empty" title="Searched and not found" note="What people want and the shop does not have."><SearchTable by="empty" caption="Searched and not found" rows={stats.emptySearches} none="Everything searched for was found." /></Section>
      </div>
    </AdminFrame>
  );
}
