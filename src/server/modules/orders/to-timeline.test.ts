import { describe, expect, it } from 'vitest';
import type { OrderHistory } from './order-detail.queries';
import { toTimeline } from './to-timeline';

const order = { status: 'paid' as const, createdAt: '2026-11-20T10:00:00.400Z', paidAt: '2026-11-20T10:00:00.000Z', closedAt: null, totalMinor: 24_900, creditMinor: 0, currency: 'usd' };
const nothing: OrderHistory = { isBuyer: true, isPlacer: true, parts: [], address: null, refunds: [], disputes: [] };
const titles = (history: Partial<OrderHistory>, changes: Partial<Parameters<typeof toTimeline>[0]> = {}) => toTimeline({ ...order, ...changes }, { ...nothing, ...history }).map(({ title }) => title);

describe('what happened to an order', () => {
  it('begins with the order, though Stripe counts in whole seconds', () => {
    expect(titles({})).toEqual(['Ordered', 'Paid']);
  });

  it('tells of parcels, returns, disputes and refunds in the order they came', () => {
    const shipment = { id: 'shp_1', carrier: 'Post', trackingNumber: 'RR1', trackingUrl: null, shippedAt: '2026-11-21T08:00:00.000Z', deliveredAt: '2026-11-23T08:00:00.000Z', items: [] };
    const back = { id: 'rtn_1', status: 'received' as const, reason: 'too small', answer: '', requestedAt: '2026-11-24T08:00:00.000Z', decidedAt: '2026-11-25T08:00:00.000Z', receivedAt: '2026-11-28T08:00:00.000Z', hasRefund: true, items: [] };
    const part = { sellerSlug: 'northbeam', sellerName: 'Northbeam', fulfilment: 'delivered' as const, shippingName: 'Europe', shipBy: null, shipments: [shipment], returns: [back] };
    const refund = { amountMinor: 12_000, status: 'succeeded' as const, requestedRole: 'seller', asCredit: false, createdAt: '2026-11-28T08:00:00.000Z', settledAt: '2026-11-28T08:00:01.000Z' };
    const dispute = { amountMinor: 12_900, status: 'won', openedAt: '2026-11-22T08:00:00.000Z', closedAt: '2026-11-27T08:00:00.000Z' };
    expect(titles({ parts: [part], refunds: [refund], disputes: [dispute] })).toEqual([
      'Ordered', 'Paid', 'Northbeam sent a parcel', 'Disputed with the bank', 'Parcel of Northbeam delivered', 'Return to Northbeam asked for', 'Northbeam accepted the return',
      'Dispute decided for the seller', 'Northbeam received the return', 'Refunded',
    ]);
  });

  it('says when a return came back without money', () => {
    const back = { id: 'rtn_1', status: 'received' as const, reason: 'too small', answer: '', requestedAt: '2026-11-24T08:00:00.000Z', decidedAt: null, receivedAt: '2026-11-28T08:00:00.000Z', items: [] };
    const received = (hasRefund: boolean) => {
      const part = { sellerSlug: 'northbeam', sellerName: 'Northbeam', fulfilment: 'delivered' as const, shippingName: 'Europe', shipBy: null, shipments: [], returns: [{ ...back, hasRefund }] };
      return toTimeline(order, { ...nothing, parts: [part] }).find(({ title }) => title === 'Northbeam received the return')?.note;
    };
    expect([received(true), received(false)]).toEqual(['', 'No money goes back with it']);
  });

  it('tells money from credit', () => {
    const paid = (changes: object) => toTimeline({ ...order, ...changes }, nothing)[1];
    expect(paid({ creditMinor: 500 })).toMatchObject({ title: 'Paid', note: '$249.00 and $5.00 of your credit' });
    expect(paid({ creditMinor: 500, totalMinor: 0 })).toMatchObject({ title: 'Paid', note: '$5.00 of your credit' });
    const credit = { amountMinor: 500, status: 'succeeded' as const, requestedRole: 'system', asCredit: true, createdAt: '2026-11-28T08:00:00.000Z', settledAt: '2026-11-28T08:00:01.000Z' };
    expect(titles({ refunds: [credit] })).toEqual(['Ordered', 'Paid', 'Unused time kept as your credit']);
  });

  it('says how an unpaid order ended, and that a refund did not go through', () => {
    expect(titles({}, { status: 'expired', paidAt: null, closedAt: '2026-11-20T11:00:00.000Z' })).toEqual(['Ordered', 'Closed without payment']);
    expect(titles({ refunds: [{ amountMinor: 100, status: 'failed', requestedRole: 'admin', asCredit: false, createdAt: '2026-11-21T00:00:00.000Z', settledAt: '2026-11-22T00:00:00.000Z' }] })).toEqual(['Ordered', 'Paid', 'A refund did not go through']);
  });
});
