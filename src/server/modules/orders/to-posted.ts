import type { RefundedItem } from '@/server/modules/ledger/posting';
import type { OrderItemRecord } from './order-rows.queries';

/** What of an item was neither given back nor taken back. Pure. */
export function leftOf({ totalMinor, refundedMinor, disputedMinor }: Pick<OrderItemRecord, 'totalMinor' | 'refundedMinor' | 'disputedMinor'>): number {
  return totalMinor - refundedMinor - disputedMinor;
}

/** Whether all of an item was given back or lost for good. What a bank has while it decides may still come back. Pure. */
export function isGone({ totalMinor, refundedMinor, lostMinor }: Pick<OrderItemRecord, 'totalMinor' | 'refundedMinor' | 'lostMinor'>): boolean {
  return refundedMinor + lostMinor >= totalMinor;
}

/**
 * An item as the ledger takes it when `amountMinor` of it goes back. Call it with the sums before that, and for undoing with those after it is
 * undone: what is posted for an item is then always what its sums say, whatever came in which order. Pure.
 */
export function toPosted(item: OrderItemRecord, amountMinor: number): RefundedItem {
  const { id, sellerId, totalMinor, feeMinor, taxMinor, subsidyMinor, creditMinor, refundedMinor, disputedMinor } = item;
  return { orderItemId: id, sellerId, totalMinor, feeMinor, taxMinor, subsidyMinor, creditMinor, refundedBeforeMinor: refundedMinor + disputedMinor, refundMinor: amountMinor };
}
