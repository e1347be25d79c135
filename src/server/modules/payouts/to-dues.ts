import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import type { Due, PayoutHold } from '@/shared/contracts/payouts';
import { DAY_MS } from '@/shared/time';

/** One order of a seller with money open, as the books, the parcels and Stripe have it. Amounts in minor units. */
export interface OpenOrder {
  currency: string;
  orderId: string;
  number: number;
  /** What the ledger owes the seller for it; negative is owed by the seller. */
  owedMinor: number;
  /** Sent and not settled. */
  underWayMinor: number;
  /** Asked back from Stripe and not settled: the ledger does not have it yet. */
  comingBackMinor: number;
  paidAt: Date;
  fulfilment: 'none' | 'unshipped' | 'partially_shipped' | 'shipped' | 'delivered' | 'canceled';
  shippedAt: Date | null;
  isDisputed: boolean;
}

/** Whether a seller may be sent money at all. */
export interface PayoutStanding {
  lifecycle: string;
  hasStripeAccount: boolean;
  detailsSubmitted: boolean;
  payoutsEnabled: boolean;
}

export interface PayoutPolicy {
  /** Days between sale, or shipping, and payout. */
  holdDays: number;
  /** The least a payout is made of, in minor units of any currency. */
  minimumMinor: number;
  now: Date;
}

/** What of an order is neither sent nor about to come back. */
export function openOf({ owedMinor, underWayMinor, comingBackMinor }: OpenOrder): number {
  return owedMinor - underWayMinor + comingBackMinor;
}

/** When the hold on an order ends: counted from its shipping where something is shipped, else from payment. Null before it has shipped. Pure. */
export function payableAtOf({ fulfilment, paidAt, shippedAt }: OpenOrder, holdDays: number): Date | null {
  const isUnshipped = fulfilment === 'unshipped' || fulfilment === 'partially_shipped';
  if (isUnshipped) return null;
  return new Date((shippedAt ?? paidAt).getTime() + holdDays * DAY_MS);
}

/** What keeps an order's money back, the most lasting reason first; null for nothing. Pure. */
export function holdOf(order: OpenOrder, standing: PayoutStanding, { holdDays, now }: PayoutPolicy): PayoutHold | null {
  if (standing.lifecycle === 'suspended') return 'suspended';
  if (order.isDisputed) return 'disputed';
  const payableAt = payableAtOf(order, holdDays);
  if (payableAt === null) return 'unshipped';
  if (!standing.hasStripeAccount || (!standing.payoutsEnabled && !standing.detailsSubmitted)) return 'onboarding';
  if (!standing.payoutsEnabled) return 'payouts_off';
  return payableAt > now ? 'waiting' : null;
}

/** An order's open money as its seller sees it. `plan` is what the next payout of this currency would be made of. Pure. */
export function toDue(order: OpenOrder, hold: PayoutHold | null, { holdDays }: PayoutPolicy): Due {
  const { orderId, number, currency, underWayMinor } = order;
  const amountMinor = openOf(order);
  const state = amountMinor < 0 ? 'owed' : amountMinor === 0 && underWayMinor > 0 ? 'under_way' : hold === null ? 'payable' : 'held';
  return {
    orderId,
    orderNumber: orderNumber(number),
    currency,
    amountMinor: state === 'under_way' ? underWayMinor : amountMinor,
    state,
    hold: state === 'held' ? hold : null,
    payableAt: state === 'owed' || state === 'under_way' ? null : (payableAtOf(order, holdDays)?.toISOString() ?? null),
  };
}
