import type { OrderMoment, OrderView } from '@/shared/contracts/orders';
import { moneyText } from '@/shared/money-text';
import type { OrderHistory } from './order-detail.queries';

const UNPAID_ENDS: Record<string, string> = { failed: 'Payment failed', expired: 'Closed without payment', canceled: 'Canceled before payment' };
const DISPUTE_ENDS: Record<string, string> = { won: 'Dispute decided for the seller', lost: 'Dispute decided for you', closed: 'The bank’s inquiry was closed' };

const moment = (at: string | null, title: string, note = ''): OrderMoment[] => (at ? [{ at, title, note }] : []);

function ofParts(parts: OrderHistory['parts']): OrderMoment[] {
  return parts.flatMap(({ sellerName, shipments, returns }) => [
    ...shipments.flatMap(({ shippedAt, deliveredAt, carrier, trackingNumber }) => [
      ...moment(shippedAt, `${sellerName} sent a parcel`, [carrier, trackingNumber].filter(Boolean).join(' ')),
      ...moment(deliveredAt, `Parcel of ${sellerName} delivered`),
    ]),
    ...returns.flatMap(({ status, requestedAt, decidedAt, receivedAt, reason, answer, hasRefund }) => [
      ...moment(requestedAt, `Return to ${sellerName} asked for`, reason),
      ...moment(decidedAt, status === 'declined' ? `${sellerName} declined the return` : `${sellerName} accepted the return`, answer),
      ...moment(receivedAt, `${sellerName} received the return`, hasRefund ? '' : 'No money goes back with it'),
    ]),
  ]);
}

/** What paid an order, and how much. */
function toPaid({ totalMinor, creditMinor, currency }: Pick<OrderView, 'totalMinor' | 'creditMinor' | 'currency'>): [title: string, note: string] {
  const credit = creditMinor > 0 && `${moneyText(creditMinor, currency)} of your credit`;
  if (totalMinor === 0) return credit ? ['Paid', credit] : ['Yours, for nothing', ''];
  return ['Paid', [moneyText(totalMinor, currency), credit].filter(Boolean).join(' and ')];
}

function refundWord({ requestedRole, asCredit }: Pick<OrderHistory['refunds'][number], 'requestedRole' | 'asCredit'>): string {
  if (asCredit) return 'Unused time kept as your credit';
  return requestedRole === 'buyer' ? 'Canceled and refunded' : 'Refunded';
}

/** Everything that happened to an order, oldest first, in words for its buyer. What happened at one moment keeps the order of its causes. Pure. */
export function toTimeline(order: Pick<OrderView, 'status' | 'createdAt' | 'paidAt' | 'totalMinor' | 'creditMinor' | 'currency'> & { closedAt: string | null }, history: OrderHistory): OrderMoment[] {
  const money = (amountMinor: number) => moneyText(amountMinor, order.currency);
  // Stripe counts in whole seconds, so a payment may seem to be a moment older than its order.
  const paidAt = order.paidAt !== null && order.paidAt < order.createdAt ? order.createdAt : order.paidAt;
  const unpaidEnd = UNPAID_ENDS[order.status];
  const moments = [
    ...moment(order.createdAt, 'Ordered'),
    ...moment(paidAt, ...toPaid(order)),
    ...(unpaidEnd ? moment(order.closedAt, unpaidEnd) : []),
    ...ofParts(history.parts),
    ...history.disputes.flatMap(({ amountMinor, status, openedAt, closedAt }) => [...moment(openedAt, 'Disputed with the bank', money(amountMinor)), ...moment(closedAt, DISPUTE_ENDS[status] ?? 'Dispute closed')]),
    ...history.refunds.flatMap(({ amountMinor, status, requestedRole, asCredit, createdAt, settledAt }) => [
      ...(status === 'pending' ? moment(createdAt, 'Refund asked for', money(amountMinor)) : []),
      ...(status === 'succeeded' ? moment(settledAt, refundWord({ requestedRole, asCredit }), money(amountMinor)) : []),
      ...(status === 'failed' ? moment(settledAt, 'A refund did not go through', money(amountMinor)) : []),
    ]),
  ];
  return moments.map((one, index) => ({ one, index })).sort((a, b) => (a.one.at === b.one.at ? a.index - b.index : a.one.at < b.one.at ? -1 : 1)).map(({ one }) => one);
}
