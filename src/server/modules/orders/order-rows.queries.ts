import type { ServiceTx } from '@/server/platform/db';
import type { OrderStatus } from '@/shared/contracts/orders';

/** An order as the verbs of this module work on it. Amounts in minor units. */
export interface OrderRecord {
  id: string;
  number: number;
  status: OrderStatus;
  buyerUserId: string;
  buyerEmail: string;
  organizationId: string | null;
  currency: string;
  totalMinor: number;
  refundedMinor: number;
  checkoutAttempt: number;
  sessionId: string | null;
  paymentIntentId: string | null;
  checkoutUrl: string | null;
  expiresAt: Date;
  createdAt: Date;
  items: OrderItemRecord[];
}

export interface OrderItemRecord {
  id: string;
  sellerId: string;
  productId: string;
  variantId: string;
  priceId: string;
  productSlug: string;
  title: string;
  sellerName: string;
  kind: string;
  license: string | null;
  quantity: number;
  unitPriceMinor: number;
  totalMinor: number;
  feeMinor: number;
  refundedMinor: number;
  downloadLimit: number | null;
}

type Row<Shape> = { [Key in keyof Shape]: Shape[Key] extends number ? Shape[Key] | bigint : Shape[Key] };

/**
 * The order with its items, or undefined. With `lock` the row stays locked until the transaction ends: everything that happens to an
 * order happens one after the other.
 */
export async function findOrder(tx: ServiceTx, orderId: string, { lock = false }: { lock?: boolean } = {}): Promise<OrderRecord | undefined> {
  if (lock) await tx.$queryRaw`select 1 from orders where id = ${orderId} for update`;
  const [order] = await tx.$queryRaw<Row<Omit<OrderRecord, 'items'>>[]>`
    select o.id, o.number, o.status, o.buyer_user_id::text as "buyerUserId", u.email as "buyerEmail", o.buyer_organization_id as "organizationId", o.currency,
      o.total_minor as "totalMinor", o.refunded_minor as "refundedMinor", o.checkout_attempt as "checkoutAttempt", o.stripe_checkout_session_id as "sessionId",
      o.stripe_payment_intent_id as "paymentIntentId", o.checkout_url as "checkoutUrl", o.expires_at as "expiresAt", o.created_at as "createdAt"
    from orders o join users u on u.id = o.buyer_user_id where o.id = ${orderId}`;
  if (!order) return undefined;
  const items = await tx.$queryRaw<Row<OrderItemRecord>[]>`
    select id, seller_id as "sellerId", product_id as "productId", variant_id as "variantId", price_id as "priceId", product_slug as "productSlug", title,
      seller_name as "sellerName", kind, license, quantity, unit_price_minor as "unitPriceMinor", total_minor as "totalMinor", fee_minor as "feeMinor",
      refunded_minor as "refundedMinor", download_limit as "downloadLimit"
    from order_items where order_id = ${orderId} order by id`;
  return {
    ...order,
    number: Number(order.number),
    totalMinor: Number(order.totalMinor),
    refundedMinor: Number(order.refundedMinor),
    checkoutAttempt: Number(order.checkoutAttempt),
    items: items.map((item) => ({
      ...item,
      quantity: Number(item.quantity),
      unitPriceMinor: Number(item.unitPriceMinor),
      totalMinor: Number(item.totalMinor),
      feeMinor: Number(item.feeMinor),
      refundedMinor: Number(item.refundedMinor),
    })),
  };
}
