import { z } from 'zod';
import { Slug } from './catalog';
import { Cursor, SortedCursor } from './cursor';
import { ProductImageView } from './images';
import { Interval } from './interval';

export const ORDER_STATUSES = ['pending', 'awaiting_payment', 'paid', 'failed', 'expired', 'canceled', 'partially_refunded', 'refunded'] as const;
export const OrderStatus = z.enum(ORDER_STATUSES);
export type OrderStatus = z.infer<typeof OrderStatus>;

export const OrderId = z.string().regex(/^ord_[0-9a-z]{26}$/, 'not an order id');
export const OrderItemId = z.string().regex(/^itm_[0-9a-z]{26}$/, 'not an item id');
export const VariantId = z.string().regex(/^var_[0-9a-z]{26}$/, 'not a variant id');

/** What a buyer asks for. Prices, fees and sellers are the database's: any such field is refused. */
export const StartCheckoutInput = z.strictObject({
  variantId: VariantId,
  quantity: z.literal(1).default(1),
  /** The price the page showed; when it has changed meanwhile, the buyer is asked again. */
  expectedPriceMinor: z.number().int().min(0),
  expectedCurrency: z.string().regex(/^[a-z]{3}$/),
  /** Buys for this organization instead of for oneself. */
  organizationId: z.string().regex(/^org_[0-9a-z]{26}$/).optional(),
});
export type StartCheckoutInput = z.infer<typeof StartCheckoutInput>;

/** The sum the cart showed; everything else is the cart's and the database's. */
export const CheckoutCartInput = z.strictObject({ expectedTotalMinor: z.number().int().min(0), expectedCurrency: z.string().regex(/^[a-z]{3}$/) });
export type CheckoutCartInput = z.infer<typeof CheckoutCartInput>;

/** Where the browser goes next: Stripe's page, or, for a free product, straight to the success page. */
export const StartedCheckout = z.object({ orderId: z.string(), redirectUrl: z.string() });
export type StartedCheckout = z.infer<typeof StartedCheckout>;

export const OrderItemView = z.object({
  id: z.string(),
  productSlug: z.string(),
  productType: z.string(),
  /** Its first picture; null: the cover is drawn. */
  image: ProductImageView.nullable(),
  title: z.string(),
  /** Such as a size; empty for what comes in one form. */
  variantTitle: z.string(),
  kind: z.string(),
  sellerSlug: z.string(),
  sellerName: z.string(),
  license: z.string().nullable(),
  version: z.string().nullable(),
  /** The bundle it was bought in. */
  bundleTitle: z.string().nullable(),
  quantity: z.number().int(),
  /** How often it is paid again, after how many free days, and what it costs each time; null: it is paid once. */
  interval: Interval.nullable(),
  trialDays: z.number().int(),
  recurringMinor: z.number().int().nullable(),
  /** What one cost in this order. */
  unitPriceMinor: z.number().int(),
  /** Taken off unit price × quantity. */
  discountMinor: z.number().int(),
  /** With its share of shipping and tax, without that of a credit. */
  totalMinor: z.number().int(),
  refundedMinor: z.number().int(),
  shippedQuantity: z.number().int(),
  canceledQuantity: z.number().int(),
  /** Whether this item grants access now. */
  live: z.boolean(),
});
export type OrderItemView = z.infer<typeof OrderItemView>;

export const OrderView = z.object({
  id: z.string(),
  /** As printed on receipts, such as LK-20001. */
  number: z.string(),
  status: OrderStatus,
  currency: z.string(),
  /** subtotal − discount + shipping + tax − credit = total; the credit is the buyer's own, kept at Stripe. */
  subtotalMinor: z.number().int(),
  discountMinor: z.number().int(),
  shippingMinor: z.number().int(),
  taxMinor: z.number().int(),
  creditMinor: z.number().int(),
  totalMinor: z.number().int(),
  refundedMinor: z.number().int(),
  createdAt: z.string(),
  paidAt: z.string().nullable(),
  expiresAt: z.string(),
  /** Stripe's page while the order can still be paid. */
  checkoutUrl: z.string().nullable(),
  organizationName: z.string().nullable(),
  /** It pays for a further period, or a change, of a subscription. */
  isRenewal: z.boolean(),
  items: z.array(OrderItemView),
});
export type OrderView = z.infer<typeof OrderView>;

/** Where the parcels of one seller's part stand; `none` where nothing is shipped. */
export const FulfilmentStatus = z.enum(['none', 'unshipped', 'partially_shipped', 'shipped', 'delivered', 'canceled']);
export type FulfilmentStatus = z.infer<typeof FulfilmentStatus>;

export const ReturnStatus = z.enum(['requested', 'approved', 'declined', 'received', 'withdrawn']);
export type ReturnStatus = z.infer<typeof ReturnStatus>;

export const ShipmentView = z.object({
  id: z.string(),
  carrier: z.string(),
  trackingNumber: z.string(),
  trackingUrl: z.string().nullable(),
  shippedAt: z.string(),
  deliveredAt: z.string().nullable(),
  items: z.array(z.object({ itemId: z.string(), quantity: z.number().int() })),
});
export type ShipmentView = z.infer<typeof ShipmentView>;

export const ReturnView = z.object({
  id: z.string(),
  status: ReturnStatus,
  reason: z.string(),
  /** What the seller said to it; empty for nothing. */
  answer: z.string(),
  requestedAt: z.string(),
  decidedAt: z.string().nullable(),
  receivedAt: z.string().nullable(),
  /** Whether money went back with it; without, it had gone back before or there was none to give. */
  hasRefund: z.boolean(),
  items: z.array(z.object({ itemId: z.string(), quantity: z.number().int() })),
});
export type ReturnView = z.infer<typeof ReturnView>;

/** The part of an order that one seller fulfils, as its buyer sees it. */
export const OrderPartView = z.object({
  sellerSlug: z.string(),
  sellerName: z.string(),
  fulfilment: FulfilmentStatus,
  shippingName: z.string().nullable(),
  shipBy: z.string().nullable(),
  shipments: z.array(ShipmentView),
  returns: z.array(ReturnView),
});
export type OrderPartView = z.infer<typeof OrderPartView>;

/** One thing that happened to an order. */
export const OrderMoment = z.object({ at: z.string(), title: z.string(), note: z.string() });
export type OrderMoment = z.infer<typeof OrderMoment>;

/** An order with everything its buyer may know of it. */
export const OrderDetail = OrderView.extend({
  parts: z.array(OrderPartView),
  address: z.object({ name: z.string(), lines: z.array(z.string()), country: z.string() }).nullable(),
  /** Oldest first. */
  timeline: z.array(OrderMoment),
  /** Whether the viewer may cancel units and ask for returns: who ordered, and for an organization its owners and admins. */
  isBuyer: z.boolean(),
  /** Whether it waits for its payment and the viewer may cancel it. */
  mayGiveUp: z.boolean(),
});
export type OrderDetail = z.infer<typeof OrderDetail>;

export const OrderPage = z.object({ items: z.array(OrderView), nextCursor: z.string().nullable() });
export type OrderPage = z.infer<typeof OrderPage>;

const Quantity = z.number().int().min(0).max(1000);

/** Without `items` and `amountMinor` all that is left goes back. With `seller` it is that seller's members who ask, for what the seller sold. */
export const RefundOrderInput = z
  .strictObject({
    orderId: OrderId,
    seller: Slug.optional(),
    /** Money per item, and which units go back to the shelf or will not be shipped. */
    items: z.array(z.strictObject({ itemId: OrderItemId, amountMinor: z.number().int().min(0).max(99_999_999), restockQuantity: Quantity.default(0), cancelQuantity: Quantity.default(0) })).min(1).max(100).optional(),
    /** Split over what is left, in proportion. */
    amountMinor: z.number().int().min(1).max(9_999_999_999).optional(),
    reason: z.string().trim().min(3).max(500),
  })
  .refine(({ items, amountMinor }) => !(items && amountMinor), { message: 'name items or an amount, not both', path: ['amountMinor'] })
  .refine(({ items }) => !items || new Set(items.map(({ itemId }) => itemId)).size === items.length, { message: 'names an item twice', path: ['items'] });
export type RefundOrderInput = z.infer<typeof RefundOrderInput>;

/** Units of goods the buyer calls off before they are shipped. */
export const CancelItemsInput = z
  .strictObject({ orderId: OrderId, items: z.array(z.strictObject({ itemId: OrderItemId, quantity: z.number().int().min(1).max(1000) })).min(1).max(100) })
  .refine(({ items }) => new Set(items.map(({ itemId }) => itemId)).size === items.length, { message: 'names an item twice', path: ['items'] });
export type CancelItemsInput = z.infer<typeof CancelItemsInput>;

export const OrderIdInput = z.strictObject({ orderId: OrderId });
export type OrderIdInput = z.infer<typeof OrderIdInput>;

/** By the day they were placed, or by their total. */
export const OrderSort = z.enum(['placed-down', 'placed-up', 'total-down', 'total-up']);
export type OrderSort = z.infer<typeof OrderSort>;

/** Without `sort` newest first. */
export const ListOrdersInput = z.strictObject({ sort: OrderSort.optional(), cursor: SortedCursor.optional(), limit: z.number().int().min(1).max(50).default(20) });
export type ListOrdersInput = z.infer<typeof ListOrdersInput>;

export const ListAllOrdersInput = z.strictObject({
  cursor: Cursor.optional(),
  limit: z.number().int().min(1).max(100).default(50),
  statuses: z.array(OrderStatus).max(8).default([]),
  /** An order number (LK-20001 or 20001), an order id, or the beginning of a buyer's mail address. */
  q: z.string().trim().max(254).default(''),
});
export type ListAllOrdersInput = z.infer<typeof ListAllOrdersInput>;

/** An order as admins see it. */
export const AdminOrderView = OrderView.extend({
  buyerName: z.string(),
  buyerEmail: z.string(),
  stripePaymentIntentId: z.string().nullable(),
  /** A refund that was asked for and has not come through. */
  refundPending: z.boolean(),
});
export type AdminOrderView = z.infer<typeof AdminOrderView>;

export const AdminOrderPage = z.object({ items: z.array(AdminOrderView), nextCursor: z.string().nullable() });
export type AdminOrderPage = z.infer<typeof AdminOrderPage>;

/** `succeeded`: the money is on its way. `pending`: asked for, and Stripe has not settled it. */
/** Without an id no money was involved. */
export const StartedRefund = z.object({ refundId: z.string().nullable(), status: z.enum(['pending', 'succeeded', 'failed']) });
export type StartedRefund = z.infer<typeof StartedRefund>;
