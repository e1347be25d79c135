import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import { toCsvLine } from '@/shared/to-csv-line';
import { listUnitsToShip } from './seller-orders.queries';

const MAX_LINES = 10_000;
const HEAD = ['order', 'paid_at', 'ship_by', 'name', 'line1', 'line2', 'postal_code', 'city', 'region', 'country', 'phone', 'sku', 'title', 'variant', 'units'];

/** What a seller has to ship, as CSV, an item a line, the most urgent first; no more than ten thousand lines. For members; throws NOT_FOUND for others. */
export async function exportOrdersToShip(db: Database, { viewer, sellerSlug }: { viewer: Viewer; sellerSlug: string }): Promise<string> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug });
  const rows = await listUnitsToShip(db.readAsService('sellers see where their parcels go'), { sellerId, limit: MAX_LINES });
  const lines = rows.map((row) => toCsvLine([
    orderNumber(row.number), row.paidAt.toISOString(), row.shipBy?.toISOString() ?? '', row.name, row.line1, row.line2, row.postalCode, row.city, row.region, row.country, row.phone,
    row.sku, row.title, row.variantTitle, row.quantity,
  ]));
  return toCsvLine(HEAD) + lines.join('');
}
