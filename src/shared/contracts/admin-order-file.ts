import { z } from 'zod';
import { WebhookEventStatus } from './admin-webhooks';

const id = z.string();
const at = z.string();
const minor = z.number().int();
const text = z.string();
const maybe = z.string().nullable();

export const OrderFileItem = z.object({
  id, title: text, variantTitle: text, sellerName: text, kind: text, quantity: minor, unitPriceMinor: minor, discountMinor: minor, shippingMinor: minor, taxMinor: minor,
  totalMinor: minor, feeMinor: minor, refundedMinor: minor, disputedMinor: minor, shippedQuantity: minor, canceledQuantity: minor, restockedQuantity: minor,
});
export type OrderFileItem = z.infer<typeof OrderFileItem>;

export const OrderFilePart = z.object({ id, sellerName: text, sellerSlug: text, totalMinor: minor, feeMinor: minor, shippingMinor: minor, fulfilment: text, shipBy: maybe, shippedAt: maybe, deliveredAt: maybe });
export type OrderFilePart = z.infer<typeof OrderFilePart>;

export const OrderFilePayment = z.object({ id, method: text, amountMinor: minor, stripePaymentIntentId: maybe, stripeChargeId: maybe, paidAt: at });
export type OrderFilePayment = z.infer<typeof OrderFilePayment>;

export const OrderFileRefund = z.object({ id, stripeRefundId: maybe, amountMinor: minor, status: text, reason: text, requestedRole: maybe, requestedBy: maybe, createdAt: at, settledAt: maybe });
export type OrderFileRefund = z.infer<typeof OrderFileRefund>;

export const OrderFileDispute = z.object({ id, stripeDisputeId: text, amountMinor: minor, feeMinor: minor, reason: text, status: text, evidenceDueAt: maybe, submittedAt: maybe, openedAt: at, closedAt: maybe });
export type OrderFileDispute = z.infer<typeof OrderFileDispute>;

export const OrderFileShipment = z.object({ id, sellerName: text, carrier: text, trackingNumber: text, contents: text, shippedAt: at, deliveredAt: maybe });
export type OrderFileShipment = z.infer<typeof OrderFileShipment>;

export const OrderFileReservation = z.object({ id, title: text, quantity: minor, status: text, expiresAt: at });
export type OrderFileReservation = z.infer<typeof OrderFileReservation>;

export const OrderFileTransfer = z.object({ id, sellerName: text, amountMinor: minor, reversedMinor: minor, status: text, failure: text, stripeTransferId: maybe, createdAt: at });
export type OrderFileTransfer = z.infer<typeof OrderFileTransfer>;

/** One entry of the ledger; debits are positive. */
export const OrderFileEntry = z.object({ id, transactionId: text, source: text, account: text, sellerName: maybe, amountMinor: minor, currency: text, postedAt: at });
export type OrderFileEntry = z.infer<typeof OrderFileEntry>;

export const OrderFileKey = z.object({ id, title: text, holder: text, source: text, downloadsUsed: minor, downloadLimit: minor.nullable(), revokedAt: maybe, revokedReason: maybe });
export type OrderFileKey = z.infer<typeof OrderFileKey>;

export const OrderFileEvent = z.object({ id, stripeEventId: text, type: text, status: WebhookEventStatus, error: maybe, receivedAt: at });
export type OrderFileEvent = z.infer<typeof OrderFileEvent>;

export const OrderFileMail = z.object({ id, kind: text, subject: text, to: text, createdAt: at, sentAt: maybe, error: maybe });
export type OrderFileMail = z.infer<typeof OrderFileMail>;

/** Everything about one order. Amounts in minor units of its currency unless an entry says otherwise; lists hold no more than two hundred. */
export const OrderFile = z.object({
  id, number: text, status: text, buyerUserId: text, buyerName: text, buyerEmail: text, organizationName: maybe, currency: text,
  subtotalMinor: minor, discountMinor: minor, shippingMinor: minor, taxMinor: minor, creditMinor: minor, totalMinor: minor, refundedMinor: minor, disputedMinor: minor,
  couponCode: maybe, country: maybe, stripeCheckoutSessionId: maybe, stripePaymentIntentId: maybe, refundPending: z.boolean(), createdAt: at, expiresAt: at, paidAt: maybe, closedAt: maybe,
  items: z.array(OrderFileItem),
  parts: z.array(OrderFilePart),
  payments: z.array(OrderFilePayment),
  refunds: z.array(OrderFileRefund),
  disputes: z.array(OrderFileDispute),
  shipments: z.array(OrderFileShipment),
  reservations: z.array(OrderFileReservation),
  transfers: z.array(OrderFileTransfer),
  entries: z.array(OrderFileEntry),
  keys: z.array(OrderFileKey),
  events: z.array(OrderFileEvent),
  mails: z.array(OrderFileMail),
});
export type OrderFile = z.infer<typeof OrderFile>;
