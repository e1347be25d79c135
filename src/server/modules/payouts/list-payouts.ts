import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { ListPayoutsInput, PayoutPage } from '@/shared/contracts/payouts';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { listPayoutRows } from './payout-views.queries';

/** For owners and admins of the seller: its payouts, newest first, each with the orders it paid for. One statement. */
export async function listPayouts(db: Database, { viewer, input }: { viewer: Viewer; input: ListPayoutsInput }): Promise<PayoutPage> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller, atLeast: 'admin' });
  const rows = await listPayoutRows(db.readAsService('a seller does not read orders, only what it was paid for them'), { sellerId, after: fromCursor(input.cursor), limit: input.limit + 1 });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const items = page.map(({ createdAt, paidAt, transfers, ...payout }) => ({
    ...payout,
    createdAt: createdAt.toISOString(),
    paidAt: paidAt?.toISOString() ?? null,
    transfers: transfers.map(({ number, ...transfer }) => ({ ...transfer, orderNumber: orderNumber(number) })),
  }));
  return { items, nextCursor: rows.length > input.limit && last ? toCursor({ at: last.createdAt, id: last.id }) : null };
}
