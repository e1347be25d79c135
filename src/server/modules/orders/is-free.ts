import type { OrderRecord } from './order-rows.queries';

/** Whether an order needs no payment at all. Something recurring goes to Stripe also when nothing is due today: for the card. Pure. */
export function isFree({ totalMinor, items }: Pick<OrderRecord, 'totalMinor' | 'items'>): boolean {
  return totalMinor === 0 && items.every(({ interval }) => interval === null);
}
