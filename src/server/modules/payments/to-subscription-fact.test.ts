import { describe, expect, it } from 'vitest';
import { UnreadableFactError } from './to-payment-fact';
import { toSubscriptionFact } from './to-subscription-fact';

const READ_AT = new Date('2026-11-20T12:00:00Z');
const START = 1_800_000_000;
const END = START + 30 * 86_400;

const subscription = (changes: object = {}) => ({
  id: 'sub_1',
  livemode: false,
  status: 'active',
  customer: 'cus_1',
  metadata: { order_id: 'ord_1' },
  items: { data: [{ id: 'si_1', quantity: 1, price: { id: 'price_1', metadata: { price_id: 'prc_1' } }, current_period_start: START, current_period_end: END }] },
  trial_end: null,
  cancel_at: null,
  cancel_at_period_end: false,
  latest_invoice: 'in_1',
  schedule: null,
  ...changes,
});

describe('toSubscriptionFact', () => {
  it('reads a subscription', () => {
    expect(toSubscriptionFact(subscription(), READ_AT)).toEqual({
      stripeSubscriptionId: 'sub_1', livemode: false, status: 'active', stripePriceIds: ['price_1'], items: [{ stripeItemId: 'si_1', stripePriceId: 'price_1', priceId: 'prc_1', quantity: 1 }],
      currentPeriodStart: new Date(START * 1000), currentPeriodEnd: new Date(END * 1000), trialEndsAt: null, cancelAt: null, scheduleId: null, scheduled: null, openInvoices: [], latestInvoiceId: 'in_1', customerId: 'cus_1',
      metadata: { order_id: 'ord_1' }, endedAt: null, endedReason: null, readAt: READ_AT,
    });
  });

  it('passes over what it does not use, and reads what is expanded', () => {
    const fact = toSubscriptionFact(subscription({ billing_mode: 'odd', customer: { id: 'cus_2', deleted: true }, latest_invoice: { id: 'in_2' }, metadata: null }), READ_AT);
    expect(fact).toMatchObject({ customerId: 'cus_2', latestInvoiceId: 'in_2', metadata: {} });
  });

  it.each([
    ['at a time', { cancel_at: END + 5 }, END + 5],
    ['at the end of the period', { cancel_at_period_end: true }, END],
  ])('knows that it ends %s', (_name, changes, at) => {
    expect(toSubscriptionFact(subscription(changes), READ_AT).cancelAt).toEqual(new Date(at * 1000));
  });

  it('says what a running schedule turns it into', () => {
    const phases = [{ start_date: START, items: [{ price: 'price_1' }] }, { start_date: END, items: [{ price: { id: 'price_2' } }] }];
    const read = (status: string) => toSubscriptionFact(subscription({ schedule: { id: 'sub_sched_1', status, phases, metadata: { price_id: 'prc_2' } } }), READ_AT);
    expect(read('active')).toMatchObject({ scheduleId: 'sub_sched_1', scheduled: { stripePriceId: 'price_2', priceId: 'prc_2', at: new Date(END * 1000) } });
    expect(read('released')).toMatchObject({ scheduleId: null, scheduled: null });
    expect(toSubscriptionFact(subscription({ schedule: 'sub_sched_1' }), READ_AT).scheduled).toBeNull();
  });

  it('lists what is due, the oldest first', () => {
    const invoice = (id: string, finalized: number | null) => ({ id, amount_remaining: 1900, currency: 'usd', created: END, status_transitions: { finalized_at: finalized }, next_payment_attempt: END + 5, hosted_invoice_url: null });
    const { openInvoices } = toSubscriptionFact(subscription({ status: 'past_due' }), READ_AT, [invoice('in_3', END + 2), invoice('in_2', null)]);
    expect(openInvoices).toMatchObject([{ invoiceId: 'in_2', dueAt: new Date(END * 1000), amountMinor: 1900 }, { invoiceId: 'in_3', nextAttemptAt: new Date((END + 5) * 1000) }]);
    expect(() => toSubscriptionFact(subscription(), READ_AT, [{ id: 'in_4' }])).toThrow(UnreadableFactError);
  });

  it.each([
    ['by somebody', { status: 'canceled', ended_at: END, cancellation_details: { reason: 'cancellation_requested' } }, { endedReason: 'canceled', endedAt: new Date(END * 1000) }],
    ['because nothing was paid any more', { status: 'canceled', ended_at: END, cancellation_details: { reason: 'payment_failed' } }, { endedReason: 'unpaid', endedAt: new Date(END * 1000) }],
    ['before it began', { status: 'incomplete_expired' }, { endedReason: 'never_paid', endedAt: READ_AT }],
  ])('knows that it ended %s', (_name, changes, expected) => {
    expect(toSubscriptionFact(subscription(changes), READ_AT)).toMatchObject({ status: 'canceled', ...expected });
  });

  it.each([
    ['without items', { items: { data: [] } }],
    ['in an unknown state', { status: 'frozen' }],
    ['with a period that is no number', { items: { data: [{ id: 'si_1', price: { id: 'price_1' }, current_period_start: '1', current_period_end: END }] } }],
  ])('refuses one %s', (_name, changes) => {
    expect(() => toSubscriptionFact(subscription(changes), READ_AT)).toThrow(UnreadableFactError);
  });
});
