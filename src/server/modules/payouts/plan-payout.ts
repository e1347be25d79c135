import { holdOf, openOf, payableAtOf, type OpenOrder, type PayoutPolicy, type PayoutStanding } from './to-dues';

/** What one payout would be made of, or why there is none: nothing is payable, the seller owes as much, or it is too little. */
export type PayoutPlan = { transfers: { orderId: string; amountMinor: number }[]; amountMinor: number } | { none: 'nothing' | 'owing' | 'minimum' };

/**
 * The next payout of one seller in one currency: payable orders by age, as far as the money goes. What the seller owes for other orders is set
 * against it first, so a payout never leaves the balance below zero; with nothing left, nothing is paid and the debt is carried. Pure.
 */
export function planPayout(orders: readonly OpenOrder[], standing: PayoutStanding, policy: PayoutPolicy): PayoutPlan {
  const payable = orders.filter((order) => openOf(order) > 0 && holdOf(order, standing, policy) === null);
  if (payable.length === 0) return { none: 'nothing' };
  const debts = orders.reduce((sum, order) => sum + Math.min(0, openOf(order)), 0);
  const amountMinor = payable.reduce((sum, order) => sum + openOf(order), debts);
  if (amountMinor <= 0) return { none: 'owing' };
  if (amountMinor < policy.minimumMinor) return { none: 'minimum' };
  const age = (order: OpenOrder) => payableAtOf(order, policy.holdDays)?.getTime() ?? 0;
  const byAge = [...payable].sort((a, b) => age(a) - age(b) || (a.orderId < b.orderId ? -1 : 1));
  let left = amountMinor;
  const transfers: { orderId: string; amountMinor: number }[] = [];
  for (const order of byAge) {
    const part = Math.min(left, openOf(order));
    if (part === 0) break;
    transfers.push({ orderId: order.orderId, amountMinor: part });
    left -= part;
  }
  return { transfers, amountMinor };
}
