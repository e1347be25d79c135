import { describe, expect, it } from 'vitest';
import { toInvoiceFact } from './to-invoice-fact';
import { UnreadableFactError } from './to-payment-fact';
import type { SubscriptionFact } from './to-subscription-fact';

const subscription = { stripeSubscriptionId: 'sub_1' } as SubscriptionFact;
const invoice = (changes: object = {}) => ({
  id: 'in_1', livemode: false, status: 'paid', currency: 'usd', created: 1_800_000_000, amount_paid: 2_900, total: 2_900, starting_balance: 0, ending_balance: 0, total_taxes: [], status_transitions: { paid_at: 1_800_003_600 }, ...changes,
});
const intent = { id: 'pi_1', status: 'succeeded', created: 1_800_003_599, latest_charge: { id: 'ch_1', created: 1_800_003_600, payment_method_details: { type: 'card' } } };
const fact = (changes: object = {}, more: { intent?: object | null; refunds?: object[] } = {}) => toInvoiceFact({ invoice: invoice(changes), intent, refunds: [], disputes: [], ...more }, subscription);

describe('toInvoiceFact', () => {
  it('reads a renewal', () => {
    expect(fact()).toEqual({
      orderId: null, sessionId: null, invoiceId: 'in_1', subscription, livemode: false, state: 'paid', amountMinor: 2_900, creditMinor: 0, grantedMinor: 0, taxMinor: 0, currency: 'usd', paymentIntentId: 'pi_1', chargeId: 'ch_1',
      method: 'card', address: null, at: new Date(1_800_003_600_000), refunds: [], disputes: [],
    });
  });

  it.each([['draft', 'open'], ['open', 'open'], ['void', 'expired'], ['uncollectible', 'failed']])('an invoice that is %s is %s', (status, state) => {
    expect(fact({ status, amount_paid: 0 }, { intent: null }).state).toBe(state);
  });

  it('tells money from credit, and a credit that is given', () => {
    expect(fact({ amount_paid: 2_400, starting_balance: -500 })).toMatchObject({ amountMinor: 2_400, creditMinor: 500, grantedMinor: 0 });
    expect(fact({ amount_paid: 0, starting_balance: -3_000, ending_balance: -100 }, { intent: null })).toMatchObject({ amountMinor: 0, creditMinor: 2_900, paymentIntentId: null, at: new Date(1_800_003_600_000) });
    expect(fact({ amount_paid: 0, total: -1_000, ending_balance: -1_000 }, { intent: null })).toMatchObject({ amountMinor: 0, creditMinor: 0, grantedMinor: 1_000 });
  });

  it('counts no debt as credit: what was too small to charge waits, and is paid with the next', () => {
    expect(fact({ amount_paid: 0, starting_balance: -2_880, ending_balance: 20 }, { intent: null })).toMatchObject({ amountMinor: 0, creditMinor: 2_880 });
    expect(fact({ amount_paid: 2_920, starting_balance: 20 })).toMatchObject({ amountMinor: 2_920, creditMinor: 0 });
    expect(fact({ amount_paid: 0, total: -1_000, starting_balance: 20, ending_balance: -980 }, { intent: null })).toMatchObject({ grantedMinor: 980 });
    expect(fact({ ending_balance: null, status: 'draft', amount_paid: 0, starting_balance: -500 }, { intent: null })).toMatchObject({ creditMinor: 0, grantedMinor: 0 });
  });

  it('counts tax that came on top, and no other', () => {
    expect(fact({ total_taxes: [{ amount: 190, tax_behavior: 'exclusive' }, { amount: 70, tax_behavior: 'inclusive' }] }).taxMinor).toBe(190);
    expect(fact({ total_taxes: null }).taxMinor).toBe(0);
  });

  it('knows what came back', () => {
    const refund = { id: 're_1', amount: 900, status: 'succeeded', created: 1_800_004_000, metadata: {} };
    expect(fact({}, { refunds: [refund] }).refunds).toEqual([{ stripeRefundId: 're_1', refundId: null, amountMinor: 900, status: 'succeeded', at: new Date(1_800_004_000_000) }]);
  });

  it.each([['of no known state', { status: 'lost' }], ['of less than nothing', { amount_paid: -1 }], ['of no currency', { currency: 'USD' }]])('refuses an invoice %s', (_name, changes) => {
    expect(() => fact(changes)).toThrow(UnreadableFactError);
  });
});
