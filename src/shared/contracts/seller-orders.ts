import { z } from 'zod';
import { Slug } from './catalog';
import { SortedCursor } from './cursor';
import { FulfilmentStatus, OrderId, RefundOrderInput, ReturnView, ShipmentView } from './orders';

/** `to_ship` and `partly_shipped`: what is to go first stands first. The others: newest first. */
export const SELLER_ORDER_SHOWS = ['to_ship', 'partly_shipped', 'shipped', 'returns', 'all'] as const;
export const SellerOrderShow = z.enum(SELLER_ORDER_SHOWS);
export type SellerOrderShow = z.infer<typeof SellerOrderShow>;

/** By the day they were paid, or by the seller's part of the sum. */
export const SellerOrderSort = z.enum(['paid-down', 'paid-up', 'total-down', 'total-up']);
export type SellerOrderSort = z.infer<typeof SellerOrderSort>;

export const ListSellerOrdersInput = z.strictObject({
  seller: Slug,
  show: SellerOrderShow.default('to_ship'),
  /** An order's number (LK-20001 or 20001), or a part of the buyer's name. */
  q: z.string().trim().max(120).default(''),
  /** Without it as `show` says. */
  sort: SellerOrderSort.optional(),
  cursor: SortedCursor.optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListSellerOrdersInput = z.infer<typeof ListSellerOrdersInput>;

/** A seller's part of an order, in a row. Amounts in minor units. */
export const SellerOrderSummary = z.object({
  orderId: z.string(),
  number: z.string(),
  buyerName: z.string(),
  paidAt: z.string(),
  /** Such as "2 × Court Low, 42". */
  contents: z.array(z.string()),
  fulfilment: FulfilmentStatus,
  shipBy: z.string().nullable(),
  /** The day to ship by is over, and something is still to ship. */
  isOverdue: z.boolean(),
  unitsToShip: z.number().int(),
  returnStatus: z.enum(['requested', 'approved']).nullable(),
  isDisputed: z.boolean(),
  currency: z.string(),
  totalMinor: z.number().int(),
  refundedMinor: z.number().int(),
});
export type SellerOrderSummary = z.infer<typeof SellerOrderSummary>;

export const SellerOrderPage = z.object({ items: z.array(SellerOrderSummary), nextCursor: z.string().nullable() });
export type SellerOrderPage = z.infer<typeof SellerOrderPage>;

export const SellerOrderInput = z.strictObject({ seller: Slug, orderId: OrderId });
export type SellerOrderInput = z.infer<typeof SellerOrderInput>;

export const SellerOrderItem = z.object({
  id: z.string(),
  productSlug: z.string(),
  productType: z.string(),
  title: z.string(),
  variantTitle: z.string(),
  sku: z.string(),
  kind: z.string(),
  bundleTitle: z.string().nullable(),
  quantity: z.number().int(),
  unitPriceMinor: z.number().int(),
  discountMinor: z.number().int(),
  shippingMinor: z.number().int(),
  taxMinor: z.number().int(),
  totalMinor: z.number().int(),
  refundedMinor: z.number().int(),
  disputedMinor: z.number().int(),
  shippedQuantity: z.number().int(),
  canceledQuantity: z.number().int(),
  restockedQuantity: z.number().int(),
  /** In returns that were asked for, accepted or received. */
  returnedQuantity: z.number().int(),
});
export type SellerOrderItem = z.infer<typeof SellerOrderItem>;

/** The seller's share of a refund. */
export const SellerRefund = z.object({ id: z.string(), amountMinor: z.number().int(), status: z.enum(['pending', 'succeeded', 'failed']), reason: z.string(), requestedRole: z.string().nullable(), createdAt: z.string(), settledAt: z.string().nullable() });
export type SellerRefund = z.infer<typeof SellerRefund>;

/** A seller's part of an order: nothing of what the buyer bought elsewhere, nor what all of it cost. */
export const SellerOrder = z.object({
  orderId: z.string(),
  number: z.string(),
  buyerName: z.string(),
  organizationName: z.string().nullable(),
  paidAt: z.string(),
  currency: z.string(),
  fulfilment: FulfilmentStatus,
  shippingName: z.string().nullable(),
  shipBy: z.string().nullable(),
  isOverdue: z.boolean(),
  /** Only where something is shipped. */
  address: z.object({ name: z.string(), lines: z.array(z.string()), country: z.string(), phone: z.string() }).nullable(),
  items: z.array(SellerOrderItem),
  shipments: z.array(ShipmentView),
  returns: z.array(ReturnView),
  refunds: z.array(SellerRefund),
  /** total + credit of the buyer's − tax − fee + what the shop adds for a discount of its own = earned; taken back is the seller's share of refunds and disputes. */
  totalMinor: z.number().int(),
  taxMinor: z.number().int(),
  feeMinor: z.number().int(),
  subsidyMinor: z.number().int(),
  creditMinor: z.number().int(),
  earnedMinor: z.number().int(),
  takenBackMinor: z.number().int(),
  refundedMinor: z.number().int(),
  /** Of it, what a bank holds or has kept. */
  disputedMinor: z.number().int(),
  isDisputed: z.boolean(),
  /** All of the order was given back: nothing of it is to be shipped. */
  isCalledOff: z.boolean(),
  /** A refund of the order is under way; another has to wait. */
  refundPending: z.boolean(),
});
export type SellerOrder = z.infer<typeof SellerOrder>;

/** A refund by the seller of what it sold. */
export const RefundSoldInput = RefundOrderInput.refine(({ seller }) => seller !== undefined, { message: 'name the seller', path: ['seller'] });
export type RefundSoldInput = z.infer<typeof RefundSoldInput>;
