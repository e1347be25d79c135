import { describe, expect, it } from 'vitest';
import { PLAIN_FORMATS } from '@/shared/moment-text';
import { addDates } from './email-layout';
import { toReceiptEmail } from './receipt-email';
import { toRefundEmail } from './refund-email';
import { toSubscriptionEmail, type SubscriptionForEmail } from './subscription-email';

const order = (title: string) => ({ id: 'ord_1', number: 20_001, currency: 'usd', discountMinor: 0, shippingMinor: 0, taxMinor: 0, totalMinor: 4_900, items: [{ title, variantTitle: '', kind: 'download', sellerName: title, license: 'team', quantity: 1, unitPriceMinor: 4_900, totalMinor: 4_900, refundedMinor: 4_900 }] });
const url = 'https://shop.test';
const told = (kind: SubscriptionForEmail['kind'], title: string) => toSubscriptionEmail({
  kind, productTitle: title, isAccountClosed: false, isSellerClosed: false, plan: { title, amountMinor: 1_900, currency: 'usd', interval: 'month' }, next: { title, amountMinor: 900, currency: 'usd', interval: 'month' }, currentPeriodEnd: new Date('2026-12-20T00:00:00Z'),
  endedReason: 'canceled', at: new Date('2026-12-27T00:00:00Z'), amountMinor: 1_900, nextAttemptAt: new Date('2026-12-23T00:00:00Z'), billingUrl: `${url}/account/billing`,
});

describe('mail', () => {
  it('says the sum and the number', () => {
    const receipt = toReceiptEmail({ ...order('Kit'), paidAt: new Date('2026-11-20T00:00:00Z'), publicUrl: url });
    const refund = toRefundEmail({ ...order('Kit'), amountMinor: 4_900, refundedMinor: 4_900, publicUrl: url });
    for (const { text } of [receipt, refund]) expect([text.includes('LK-20001'), text.includes('$49.00')]).toEqual([true, true]);
  });

  it('speaks of keys only where a key ends', () => {
    const [kit] = order('Kit').items;
    const shoes = { ...kit!, title: 'Court Low', kind: 'physical', license: null, totalMinor: 9_000, refundedMinor: 9_000 };
    const refund = (items: typeof shoes[], refundedMinor: number) => toRefundEmail({ ...order('Kit'), totalMinor: 13_900, items, amountMinor: 9_000, refundedMinor, publicUrl: url }).text;
    expect(refund([shoes], 13_900)).not.toContain('key');
    expect(refund([shoes, { ...shoes, title: 'Kit', kind: 'download', refundedMinor: 0 }], 9_000)).not.toContain('key');
    expect(refund([shoes, { ...shoes, title: 'Kit', kind: 'download' }], 9_000)).toContain('Your key to Kit no longer opens downloads.');
    expect(refund([shoes], 9_000)).toContain('/account/orders/ord_1');
  });

  it('tells of a free key without a price', () => {
    const free = { ...order('Kit'), totalMinor: 0, items: [{ title: 'Kit', variantTitle: '', kind: 'download', sellerName: 'Oda', license: null, quantity: 1, unitPriceMinor: 0 }] };
    expect(toReceiptEmail({ ...free, paidAt: new Date(0), publicUrl: url }).text).toContain('Total: Free');
  });

  it('says of a failed payment how much, until when, and where the card is changed', () => {
    const { text } = addDates(told('payment_failed', 'Membership'), PLAIN_FORMATS);
    for (const part of ['$19.00', '27 December 2026', '23 December 2026', `${url}/account/billing`]) expect(text).toContain(part);
  });
});
