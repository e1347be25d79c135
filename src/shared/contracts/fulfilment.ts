import { z } from 'zod';
import { Slug } from './catalog';
import { OrderId, OrderItemId } from './orders';

const ReturnId = z.string().regex(/^rtn_[0-9a-z]{26}$/, 'not a return id');
const Line = z.string().trim().regex(/^[^\p{Cc}]*$/u, 'must be one line');
const uniqueItems = ({ items }: { items: readonly { itemId: string }[] }) => new Set(items.map(({ itemId }) => itemId)).size === items.length;
const Units = z.array(z.strictObject({ itemId: OrderItemId, quantity: z.number().int().min(1).max(1000) })).min(1).max(100);

/** One parcel, with what is in it. */
export const ShipItemsInput = z
  .strictObject({
    seller: Slug,
    orderId: OrderId,
    items: Units,
    carrier: Line.min(1).max(80),
    trackingNumber: Line.max(100).default(''),
    trackingUrl: z.url({ protocol: /^https$/, hostname: z.regexes.domain }).max(500).optional(),
  })
  .refine(uniqueItems, { message: 'names an item twice', path: ['items'] });
export type ShipItemsInput = z.infer<typeof ShipItemsInput>;

export const ShipmentIdInput = z.strictObject({ seller: Slug, shipmentId: z.string().regex(/^shp_[0-9a-z]{26}$/, 'not a shipment id') });
export type ShipmentIdInput = z.infer<typeof ShipmentIdInput>;

/** What a buyer wants to send back to one seller. */
export const RequestReturnInput = z
  .strictObject({ orderId: OrderId, sellerSlug: Slug, items: Units, reason: z.string().trim().min(3).max(500) })
  .refine(uniqueItems, { message: 'names an item twice', path: ['items'] });
export type RequestReturnInput = z.infer<typeof RequestReturnInput>;

export const ReturnIdInput = z.strictObject({ returnId: ReturnId });
export type ReturnIdInput = z.infer<typeof ReturnIdInput>;

/** The seller's answer; declining needs a reason. */
export const AnswerReturnInput = z
  .strictObject({ seller: Slug, returnId: ReturnId, decision: z.enum(['approved', 'declined']), answer: z.string().trim().max(500).default('') })
  .refine(({ decision, answer }) => decision === 'approved' || answer.length >= 3, { message: 'say why', path: ['answer'] });
export type AnswerReturnInput = z.infer<typeof AnswerReturnInput>;

/** The parcel is back: what goes back to the shelf, and what goes back to the buyer, per item. */
export const ReceiveReturnInput = z
  .strictObject({
    seller: Slug,
    returnId: ReturnId,
    items: z.array(z.strictObject({ itemId: OrderItemId, restockQuantity: z.number().int().min(0).max(1000), amountMinor: z.number().int().min(0).max(99_999_999) })).min(1).max(100),
  })
  .refine(uniqueItems, { message: 'names an item twice', path: ['items'] });
export type ReceiveReturnInput = z.infer<typeof ReceiveReturnInput>;
