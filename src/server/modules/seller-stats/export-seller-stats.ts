import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Reader, Viewer } from '@/server/platform/db';
import type { SellerMoneyInput, SellerStatsPanel } from '@/shared/contracts/seller-stats';
import { toCsvLine } from '@/shared/to-csv-line';
import { listProducts } from './product-stats.queries';
import { findRatings, listPoints, listRefunds, type StatsSpan } from './seller-stats.queries';
import { toSpan } from './to-span';

const PAGE = 500;
const MAX_PRODUCTS = 100_000;

/**
 * One panel as CSV, all of it, in pieces of a page each, for members. Throws NOT_FOUND for strangers before the first line. A cell that a spreadsheet would take
 * for a formula is quoted as text.
 */
export async function exportSellerStats(db: Database, { viewer, input, panel }: { viewer: Viewer; input: SellerMoneyInput; panel: SellerStatsPanel }): Promise<AsyncGenerator<string>> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const reader = db.readInBackground('one seller’s numbers, for its members');
  const span = { sellerId, ...toSpan(input.days), currency: input.currency };
  return PANELS[panel](reader, span);
}

type Panel = (reader: Reader, span: StatsSpan & { currency: string }) => AsyncGenerator<string>;

const PANELS: Record<SellerStatsPanel, Panel> = {
  async *days(reader, span) {
    yield toCsvLine(['day', 'views', 'orders', 'net_minor', 'currency']);
    for (const { day, views, orders, netMinor } of await listPoints(reader, { ...span, stepDays: 1 })) yield toCsvLine([day, views, orders, netMinor, span.currency]);
  },
  async *products(reader, span) {
    yield toCsvLine(['product', 'title', 'views', 'carts', 'orders', 'units', 'people_who_downloaded', 'orders_refunded', 'net_minor', 'currency', 'reviews', 'rating']);
    for (const row of await listProducts(reader, { ...span, sort: 'revenue', limit: MAX_PRODUCTS })) {
      yield toCsvLine([row.slug, row.title, row.views, row.carts, row.orders, row.units, row.downloaders, row.refundedOrders, row.netMinor, span.currency, row.reviews, row.rating?.toFixed(2) ?? '']);
    }
  },
  async *refunds(reader, span) {
    yield toCsvLine(['at', 'order', 'title', 'amount_minor', 'currency']);
    for (let after: { at: Date; itemId: string } | null = null, count = PAGE; count === PAGE; ) {
      const rows: Awaited<ReturnType<typeof listRefunds>> = await listRefunds(reader, { ...span, after, limit: PAGE });
      count = rows.length;
      after = rows.at(-1) ?? null;
      if (count > 0) yield rows.map(({ at, orderNumber, title, amountMinor, currency }) => toCsvLine([at.toISOString(), orderNumber, title, amountMinor, currency])).join('');
    }
  },
  async *ratings(reader, span) {
    yield toCsvLine(['stars', 'reviews']);
    const { stars } = await findRatings(reader, span);
    yield stars.map((count, index) => toCsvLine([index + 1, count])).join('');
  },
};
