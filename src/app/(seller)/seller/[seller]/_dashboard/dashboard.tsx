import type { SellerStatsPanel } from '@/shared/contracts/seller-stats';
import { caller } from '@/trpc/server';
import { TabLinks } from '@/ui/tab-links';
import { StatsPanelFrame } from '../platforms/[platformId]/stats/stats-panel-frame';
import { KeyFigures } from './key-figures';
import { ProductTable } from './product-table';
import { Ratings } from './ratings';
import { RefundTable } from './refund-table';
import { SeriesChart } from './series-chart';
import { RANGES, SORTS, toCurrency, toDays, toSort, type Asked } from './stats-address';

/** How the seller did: what is asked for stands in the address. */
export async function Dashboard({ seller, asked }: { seller: string; asked: Asked }) {
  const { sellerStats } = await caller();
  const [days, sort] = [toDays(asked), toSort(asked)];
  const overview = await sellerStats.overview({ seller, days });
  const { currency, currencies } = toCurrency(asked, overview);
  const [series, products, refunds, ratings] = await Promise.all([
    sellerStats.series({ seller, days, currency }), sellerStats.products({ seller, days, currency, sort }), sellerStats.refunds({ seller, days }), sellerStats.ratings({ seller, days }),
  ]);
  const to = (change: Partial<{ days: number; sort: string; currency: string }>) => `/seller/${seller}?${new URLSearchParams(Object.entries({ days, sort, currency, ...change }).map(([name, value]) => [name, String(value)])).toString()}`;
  const csv = (panel: SellerStatsPanel) => `/api/seller/stats/${seller}/${panel}.csv?days=${days}&currency=${currency}`;
  return (
    <section aria-labelledby="numbers" className="mt-12">
      <h2 id="numbers" className="font-semibold text-lg">Numbers</h2>
      <p className="text-ink-2 text-[15px] mt-1">Days are UTC’s, today among them, beside as many days before. A visitor’s views of a product count once a day; who asks not to be counted is not, and may still buy.</p>
      <div className="mt-4"><TabLinks label="Span" links={RANGES.map(({ days: range, label }) => ({ href: to({ days: range }), label }))} current={to({})} /></div>
      {currencies.length > 1 && <div className="mt-3"><TabLinks label="Currency" links={currencies.map((one) => ({ href: to({ currency: one }), label: one.toUpperCase() }))} current={to({})} /></div>}
      <div className="mt-5"><KeyFigures overview={overview} currency={currency} /></div>
      <StatsPanelFrame title={series.step === 'week' ? 'Earned by week' : 'Earned by day'} csv={csv('days')} note="Sales less our fee, less what went back to buyers: as the books have it."><SeriesChart series={series} currency={currency} what="netMinor" /></StatsPanelFrame>
      <StatsPanelFrame title={series.step === 'week' ? 'Views by week' : 'Views by day'} csv={csv('days')} note="Visitors of your products, each once a day and product."><SeriesChart series={series} currency={currency} what="views" /></StatsPanelFrame>
      <StatsPanelFrame title="Products, from looking to having" csv={csv('products')} note="Ten here; the file has all.">
        <TabLinks label="Most by" links={SORTS.map(({ sort: by, label }) => ({ href: to({ sort: by }), label }))} current={to({})} />
        <div className="mt-4"><ProductTable rows={products} seller={seller} currency={currency} /></div>
      </StatsPanelFrame>
      <StatsPanelFrame title="Given back" csv={csv('refunds')} note="What buyers got back, item by item; the newest here."><RefundTable rows={refunds} seller={seller} /></StatsPanelFrame>
      <StatsPanelFrame title="Ratings" csv={csv('ratings')} note="Reviews written in these days, by their stars."><Ratings ratings={ratings} /></StatsPanelFrame>
    </section>
  );
}
