import { describe, expect, it } from 'vitest';
import { toMissingEmail } from './missing-email';
import { toReceiptEmail } from './receipt-email';

const plan = { title: 'Club', variantTitle: 'Pro', kind: 'membership', sellerName: 'Northbeam', license: null, quantity: 1, unitPriceMinor: 2_900, interval: 'month' as const, trialDays: 0, recurringMinor: 2_900 };
const order = (changes: object = {}) => ({ id: 'ord_1', number: 20_001, currency: 'usd', discountMinor: 0, shippingMinor: 0, taxMinor: 0, totalMinor: 2_900, items: [plan], paidAt: new Date('2026-11-20T00:00:00Z'), publicUrl: 'https://shop.test', ...changes });

describe('receipts of what is paid again and again', () => {
  it('say the price of each period, and where the subscription is looked after', () => {
    const { text } = toReceiptEmail(order());
    expect(text).toContain('$29 a month');
    expect(text).toContain('Your subscription runs until you cancel it.');
    expect(text).toContain('https://shop.test/account/billing');
  });

  it('say what comes after a trial', () => {
    const { text } = toReceiptEmail(order({ totalMinor: 0, items: [{ ...plan, unitPriceMinor: 0, trialDays: 14 }] }));
    expect(text).toContain('14 days free, then $29 a month');
    expect(text).toContain('Free');
  });

  it('of a renewal say so', () => {
    const { subject, text } = toReceiptEmail(order({ subscriptionId: 'sbn_1' }));
    expect(subject).toBe('Club renewed (LK-20001)');
    expect(text).toContain('$29.00');
  });

  it('tell a credit from the card', () => {
    const part = toReceiptEmail(order({ subscriptionId: 'sbn_1', creditMinor: 500, totalMinor: 2_400 })).text;
    expect(part).toContain('paid with your credit and the card you keep with us');
    expect(part).toContain('Credit applied: −$5.00');
    const whole = toReceiptEmail(order({ subscriptionId: 'sbn_1', creditMinor: 2_900, totalMinor: 0 })).text;
    expect(whole).toContain('It was paid with your credit, and');
    expect(whole).toContain('Due: $0.00');
    expect(whole).not.toContain('Free');
    const first = toReceiptEmail(order({ creditMinor: 2_900, totalMinor: 0 })).text;
    expect(first).toContain('It was paid with $29.00 of your credit. Your subscription runs');
    expect(first).toContain('Due: $0.00');
    expect(toReceiptEmail(order({ creditMinor: 500, totalMinor: 2_400 })).text).toContain('$5.00 of it was paid with your credit.');
  });

  it('of a second one that was not needed say that the money comes back', () => {
    const { subject, text } = toMissingEmail({ why: 'held', number: 20_001, titles: ['Club'], amountMinor: 2_900, creditMinor: 0, currency: 'usd', orderUrl: 'https://shop.test/o' });
    expect(subject).toBe('You have this already (LK-20001)');
    expect(text).toContain('$29.00 is on its way back');
  });

  it('of what a credit paid do not say that it cost nothing', () => {
    const say = (amountMinor: number, creditMinor: number) => toMissingEmail({ why: 'ended', number: 20_001, titles: ['Club'], amountMinor, creditMinor, currency: 'usd', orderUrl: 'https://shop.test/o' }).text;
    expect(say(0, 2_900)).toContain('$29.00 of your credit paid for it; we will see to it.');
    expect(say(0, 2_900)).not.toContain('cost nothing');
    expect(say(900, 2_000)).toMatch(/\$9\.00 is on its way back.*\$20\.00 of your credit paid for it/s);
    expect(say(0, 0)).toContain('It had cost nothing');
  });
});
