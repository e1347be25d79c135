import { describe, expect, it } from 'vitest';
import { toPaymentFact, UnreadableFactError } from './to-payment-fact';

const session = (changes: object = {}) => ({
  id: 'cs_1',
  livemode: false,
  status: 'complete',
  payment_status: 'paid',
  amount_total: 4_900,
  currency: 'usd',
  created: 1_800_000_000,
  client_reference_id: 'ord_ref',
  metadata: { order_id: 'ord_1' },
  payment_intent: { id: 'pi_1', status: 'succeeded', created: 1_800_000_001, latest_charge: { id: 'ch_1', created: 1_800_000_002, payment_method_details: { type: 'card' } } },
  ...changes,
});

describe('toPaymentFact', () => {
  it('reads a payment', () => {
    expect(toPaymentFact(session(), [], [])).toEqual({
      orderId: 'ord_1', sessionId: 'cs_1', livemode: false, state: 'paid', amountMinor: 4_900, taxMinor: 0, currency: 'usd', paymentIntentId: 'pi_1', chargeId: 'ch_1', method: 'card', address: null, at: new Date(1_800_000_002_000), refunds: [], disputes: [],
    });
  });

  it.each([
    ['open', { status: 'open', payment_status: 'unpaid', payment_intent: null }, 'open'],
    ['expired', { status: 'expired', payment_status: 'unpaid', payment_intent: null }, 'expired'],
    ['a debit on its way', { payment_status: 'unpaid', payment_intent: { id: 'pi_1', status: 'processing', created: 1 } }, 'awaiting'],
    ['a debit that bounced', { payment_status: 'unpaid', payment_intent: { id: 'pi_1', status: 'requires_payment_method', created: 1 } }, 'failed'],
    ['nothing to pay', { payment_status: 'no_payment_required', amount_total: 0, payment_intent: null }, 'paid'],
  ])('%s', (_name, changes, state) => {
    expect(toPaymentFact(session(changes), [], []).state).toBe(state);
  });

  it('M39: passes over everything it does not use, and falls back on the reference', () => {
    const fact = toPaymentFact(session({ metadata: null, ui_mode: 'something_new', amount_subtotal: 'odd', total_details: null }), [], []);
    expect(fact).toMatchObject({ orderId: 'ord_ref', state: 'paid' });
  });

  it('M39: refuses when something it uses is missing or odd', () => {
    for (const change of [{ amount_total: null }, { amount_total: 1.5 }, { amount_total: '4900' }, { currency: 'USD' }, { currency: undefined }, { status: 'done' }, { payment_status: 'maybe' }, { livemode: undefined }, { payment_intent: 'pi_1' }]) {
      expect(() => toPaymentFact(session(change), [], [])).toThrow(UnreadableFactError);
    }
    expect(() => toPaymentFact(null, [], [])).toThrow(UnreadableFactError);
    expect(() => toPaymentFact(session(), [{ id: 're_1', amount: 0, status: 'succeeded', created: 1 }], [])).toThrow(UnreadableFactError);
  });

  it('reads refunds, oldest first', () => {
    const refunds = [
      { id: 're_b', amount: 2, status: 'requires_action', created: 20, metadata: null },
      { id: 're_a', amount: 1, status: 'succeeded', created: 10, metadata: { refund_id: 'rfd_1' } },
      { id: 're_c', amount: 3, status: 'canceled', created: 30 },
    ];
    expect(toPaymentFact(session(), refunds, []).refunds).toMatchObject([
      { stripeRefundId: 're_a', refundId: 'rfd_1', status: 'succeeded' },
      { stripeRefundId: 're_b', refundId: null, status: 'pending' },
      { stripeRefundId: 're_c', status: 'failed' },
    ]);
  });

  it('reads tax and where parcels go', () => {
    const changes = {
      total_details: { amount_tax: 310, amount_discount: 0 },
      collected_information: { shipping_details: { name: 'Ida Moberg', address: { line1: 'Storgatan 1', line2: null, city: 'Lund', state: null, postal_code: '222 22', country: 'SE' } } },
      customer_details: { phone: '+46 70' },
    };
    expect(toPaymentFact(session(changes), [], [])).toMatchObject({ taxMinor: 310, address: { name: 'Ida Moberg', line1: 'Storgatan 1', line2: '', city: 'Lund', region: '', postalCode: '222 22', country: 'SE', phone: '+46 70' } });
  });

  it('reads disputes with what they cost: the fee of the withdrawal stays, that of contesting comes back; an inquiry took nothing', () => {
    const dispute = { reason: 'fraudulent', amount: 4_900, created: 10, evidence_details: { due_by: 1_800_600_000 } };
    const disputes = [
      { ...dispute, id: 'du_b', status: 'won', created: 20, movements: [{ type: 'adjustment', amount: -4_900, fee: 1_500 }, { type: 'stripe_fee', amount: -1_500, fee: 0 }, { type: 'stripe_fee', amount: 1_500, fee: 0 }, { type: 'adjustment', amount: 4_900, fee: 0 }] },
      { ...dispute, id: 'du_a', status: 'warning_under_review', movements: [] },
    ];
    expect(toPaymentFact(session(), [], disputes).disputes).toMatchObject([
      { stripeDisputeId: 'du_a', status: 'inquiry', feeMinor: 0, movementCount: 0 },
      { stripeDisputeId: 'du_b', status: 'won', feeMinor: 1_500, movementCount: 4, amountMinor: 4_900, evidenceDueAt: new Date(1_800_600_000_000) },
    ]);
  });
});
