import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { SellerOrder, SellerOrderInput } from '@/shared/contracts/seller-orders';
import { AppError } from '@/shared/errors';
import { findSellerOrder, type SellerOrderHead } from './seller-orders.queries';

type Amount = 'totalMinor' | 'taxMinor' | 'refundedMinor' | 'disputedMinor';

function toAddress(address: SellerOrderHead['address']): SellerOrder['address'] {
  if (!address) return null;
  const { name, line1, line2, city, region, postalCode, country, phone } = address;
  return { name, lines: [line1, line2, [postalCode, city].filter(Boolean).join(' '), region].filter(Boolean), country, phone };
}

/** The row as the seller sees it, with its sums. Pure. */
export function toSellerOrder(row: SellerOrderHead, now: Date): SellerOrder {
  const sum = (amount: Amount) => row.items.reduce((all, item) => all + item[amount], 0);
  const [totalMinor, taxMinor, disputedMinor] = [sum('totalMinor'), sum('taxMinor'), sum('disputedMinor')];
  const isToShip = row.fulfilment === 'unshipped' || row.fulfilment === 'partially_shipped';
  return {
    ...row,
    number: orderNumber(row.number),
    isOverdue: isToShip && !row.isCalledOff && row.shipBy !== null && row.shipBy < now.toISOString(),
    address: toAddress(row.address),
    totalMinor,
    taxMinor,
    earnedMinor: totalMinor + row.creditMinor - taxMinor - row.feeMinor + row.subsidyMinor,
    refundedMinor: sum('refundedMinor'),
    disputedMinor,
    isDisputed: disputedMinor > 0,
  };
}

/** Members of a seller see its part of a paid order: items, parcels, returns, its share of refunds, what it earns. One statement. Throws NOT_FOUND for every other. */
export async function getSellerOrder(db: Database, { viewer, input }: { viewer: Viewer; input: SellerOrderInput }): Promise<SellerOrder> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const row = await findSellerOrder(db.readAsService('sellers see who ordered from them'), { sellerId, orderId: input.orderId });
  if (!row) throw new AppError('NOT_FOUND', 'You have no such order.');
  return toSellerOrder(row, clock.now());
}
