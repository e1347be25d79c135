import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import type { AdminOrderView, OrderView } from '@/shared/contracts/orders';
import { toProductImageView } from '@/shared/image-address';
import { toCursor } from '@/shared/keyset-cursor';
import type { AdminOrderRow, OrderRow } from './order-views.queries';

/** A row as buyers see it. Pure. */
export function toOrderView(row: OrderRow): OrderView {
  const { id, status, currency, subtotalMinor, discountMinor, shippingMinor, taxMinor, creditMinor, totalMinor, refundedMinor, checkoutUrl, organizationName } = row;
  return {
    id,
    number: orderNumber(row.number),
    status,
    currency,
    subtotalMinor,
    discountMinor,
    shippingMinor,
    taxMinor,
    creditMinor,
    totalMinor,
    refundedMinor,
    createdAt: row.createdAt.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
    checkoutUrl: status === 'pending' ? checkoutUrl : null,
    organizationName,
    isRenewal: row.subscriptionId !== null,
    // A seller who has left the shop has no page to lead to.
    items: row.items.map((item) => ({ ...item, image: item.image && toProductImageView(item.image), sellerSlug: item.sellerSlug ?? '' })),
  };
}

/** A row as admins see it: they do not pay other people's orders, so without the address to pay at. Pure. */
export function toAdminOrderView(row: AdminOrderRow): AdminOrderView {
  const { buyerName, buyerEmail, stripePaymentIntentId, refundPending } = row;
  return { ...toOrderView(row), checkoutUrl: null, buyerName, buyerEmail, stripePaymentIntentId, refundPending };
}

/** Cuts the one row too many off a page and says where the next begins. Pure. */
export function toPage<Row extends { id: string; createdAt: Date }>(rows: Row[], limit: number): { rows: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? toCursor({ at: last.createdAt, id: last.id }) : null };
}
