import type { ServiceTx } from '@/server/platform/db';
import type { Interval } from '@/shared/contracts/interval';
import type { OrderStatus } from '@/shared/contracts/orders';
import type { OrganizationRole } from '@/shared/contracts/organizations';

/** An order as the verbs of this module work on it. Amounts in minor units. */
export interface OrderRecord {
  id: string;
  number: number;
  status: OrderStatus;
  buyerUserId: string;
  buyerEmail: string;
  organizationId: string | null;
  currency: string;
  subtotalMinor: number;
  discountMinor: number;
  shippingMinor: number;
  taxMinor: number;
  /** What a credit of the buyer's at Stripe paid of it; the total is what was left to pay. */
  creditMinor: number;
  totalMinor: number;
  refundedMinor: number;
  disputedMinor: number;
  couponId: string | null;
  cartId: string | null;
  /** Of everything chosen and its price: another choice is another order. */
  fingerprint: string;
  /** Where parcels go; null when nothing is shipped. */
  country: string | null;
  checkoutAttempt: number;
  sessionId: string | null;
  paymentIntentId: string | null;
  checkoutUrl: string | null;
  /** Of a renewal, or a change of plan: what it pays for and Stripe's invoice of it. */
  subscriptionId: string | null;
  invoiceId: string | null;
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
  productType: string;
  title: string;
  variantTitle: string;
  sellerName: string;
  kind: string;
  license: string | null;
  version: string | null;
  sku: string;
  options: Readonly<Record<string, string>>;
  condition: string | null;
  bundleProductId: string | null;
  bundleTitle: string | null;
  quantity: number;
  /** How often it is paid again, after how many free days, and what it costs each time; null: once. */
  interval: Interval | null;
  trialDays: number;
  recurringMinor: number | null;
  unitPriceMinor: number;
  /** Taken off unit price × quantity, and the part of it the platform pays for. */
  discountMinor: number;
  subsidyMinor: number;
  shippingMinor: number;
  taxMinor: number;
  creditMinor: number;
  totalMinor: number;
  feeBps: number;
  feeMinor: number;
  refundedMinor: number;
  disputedMinor: number;
  /** Of what is disputed: lost for good. */
  lostMinor: number;
  shippedQuantity: number;
  canceledQuantity: number;
  restockedQuantity: number;
  downloadLimit: number | null;
  /** Where its units are counted; null when they are not. */
  stockLevelId: string | null;
}

type Row = { [Key in keyof OrderRecord]: OrderRecord[Key] extends number ? OrderRecord[Key] | bigint : OrderRecord[Key] };

/**
 * The order with its items, or undefined; one statement, two with `lock`: the row then stays locked until the transaction ends, so that
 * everything that happens to an order happens one after the other. The lock comes first, because items read beside it would be those of before the wait.
 */
export async function findOrder(tx: ServiceTx, orderId: string, { lock = false }: { lock?: boolean } = {}): Promise<OrderRecord | undefined> {
  // Both are sent at once; the second begins when the first has its lock.
  const locked = lock ? tx.$queryRaw`select 1 from orders where id = ${orderId} for update` : undefined;
  const found = tx.$queryRaw<Row[]>`
    select o.id, o.number, o.status, o.buyer_user_id::text as "buyerUserId", u.email as "buyerEmail", o.buyer_organization_id as "organizationId", o.currency,
      o.subtotal_minor as "subtotalMinor", o.discount_minor as "discountMinor", o.shipping_minor as "shippingMinor", o.tax_minor as "taxMinor", o.credit_minor as "creditMinor", o.total_minor as "totalMinor",
      o.refunded_minor as "refundedMinor", o.disputed_minor as "disputedMinor", o.coupon_id as "couponId", o.cart_id as "cartId", o.fingerprint, o.country,
      o.checkout_attempt as "checkoutAttempt", o.stripe_checkout_session_id as "sessionId", o.stripe_payment_intent_id as "paymentIntentId", o.checkout_url as "checkoutUrl",
      o.subscription_id as "subscriptionId", o.stripe_invoice_id as "invoiceId",
      o.expires_at as "expiresAt", o.created_at as "createdAt",
      (select jsonb_agg(jsonb_build_object('id', i.id, 'sellerId', i.seller_id, 'productId', i.product_id, 'variantId', i.variant_id, 'priceId', i.price_id, 'productSlug', i.product_slug,
          'productType', i.product_type, 'title', i.title, 'variantTitle', i.variant_title, 'sellerName', i.seller_name, 'kind', i.kind, 'license', i.license, 'version', i.version,
          'sku', i.sku, 'options', i.options, 'condition', i.condition, 'bundleProductId', i.bundle_product_id, 'bundleTitle', i.bundle_title, 'quantity', i.quantity,
          'unitPriceMinor', i.unit_price_minor, 'discountMinor', i.discount_minor, 'subsidyMinor', i.subsidy_minor, 'shippingMinor', i.shipping_minor, 'taxMinor', i.tax_minor,
          'totalMinor', i.total_minor, 'feeBps', i.fee_bps, 'feeMinor', i.fee_minor, 'refundedMinor', i.refunded_minor, 'disputedMinor', i.disputed_minor)
        || jsonb_build_object('shippedQuantity', i.shipped_quantity, 'canceledQuantity', i.canceled_quantity, 'restockedQuantity', i.restocked_quantity, 'downloadLimit', i.download_limit,
          'interval', i."interval", 'trialDays', i.trial_days,
          'recurringMinor', i.recurring_minor, 'creditMinor', i.credit_minor,
          'stockLevelId', v.stock_level_id, 'lostMinor', coalesce((select sum(x.amount_minor) from dispute_items x join disputes d on d.id = x.dispute_id where x.order_item_id = i.id and d.status = 'lost'), 0)) order by i.id)
        from order_items i join product_variants v on v.id = i.variant_id where i.order_id = o.id) as items
    from orders o join users u on u.id = o.buyer_user_id where o.id = ${orderId}`;
  const [, [row]] = await Promise.all([locked, found]);
  if (!row) return undefined;
  const { number, subtotalMinor, discountMinor, shippingMinor, taxMinor, creditMinor, totalMinor, refundedMinor, disputedMinor, checkoutAttempt, ...rest } = row;
  return {
    ...rest,
    number: Number(number),
    subtotalMinor: Number(subtotalMinor),
    discountMinor: Number(discountMinor),
    shippingMinor: Number(shippingMinor),
    taxMinor: Number(taxMinor),
    creditMinor: Number(creditMinor),
    totalMinor: Number(totalMinor),
    refundedMinor: Number(refundedMinor),
    disputedMinor: Number(disputedMinor),
    checkoutAttempt: Number(checkoutAttempt),
  };
}

/** What a person is in an organization at this moment; undefined for nothing. */
export async function findRole(tx: ServiceTx, { organizationId, userId }: { organizationId: string; userId: string }): Promise<OrganizationRole | undefined> {
  const [row] = await tx.$queryRaw<{ role: OrganizationRole }[]>`select role from organization_members where organization_id = ${organizationId} and user_id = ${userId}::uuid`;
  return row?.role;
}
