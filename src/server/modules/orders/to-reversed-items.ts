import type { ReversedItem } from './kinds/kind';
import type { OrderItemRecord, OrderRecord } from './order-rows.queries';
import { isGone } from './to-posted';

/** Units of goods that are neither on their way nor called off. Pure. */
export function unshippedOf({ kind, quantity, shippedQuantity, canceledQuantity }: Pick<OrderItemRecord, 'kind' | 'quantity' | 'shippedQuantity' | 'canceledQuantity'>): number {
  return kind === 'physical' ? quantity - shippedQuantity - canceledQuantity : 0;
}

/**
 * What is left of items that something was taken of; with the last money of an order also what had cost nothing in it ends, and is not to be
 * shipped any more. Pure.
 */
export function toReversedItems({ items }: Pick<OrderRecord, 'items'>, taken: readonly Omit<ReversedItem, 'isWhole'>[]): ReversedItem[] {
  const isOver = items.every(isGone);
  const touched = taken.map(({ item, restockQuantity, cancelQuantity }) => ({ item, isWhole: isGone(item) && (item.totalMinor > 0 || isOver), restockQuantity, cancelQuantity }));
  if (!isOver) return touched;
  const free = items.filter(({ totalMinor }) => totalMinor === 0).map((item) => {
    const { restockQuantity = 0, cancelQuantity = 0 } = touched.find((one) => one.item === item) ?? {};
    return { item, isWhole: true, restockQuantity, cancelQuantity: cancelQuantity + unshippedOf(item) };
  });
  return [...touched.filter(({ item }) => item.totalMinor > 0), ...free];
}
