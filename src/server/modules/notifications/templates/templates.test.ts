import { describe, expect, it } from 'vitest';
import { toBackInStockEmail } from './back-in-stock-email';
import { toConsentEmail } from './consent-email';
import { toDropWonEmail } from './drop-won-email';
import { toLowStockEmail } from './low-stock-email';
import { toInvitationEmail } from './invitation-email';
import { toNewVersionEmail } from './new-version-email';
import { toPaymentFailedEmail } from './payment-failed-email';
import { toProductEmail } from './product-email';
import { toReceiptEmail } from './receipt-email';
import { toRefundEmail } from './refund-email';
import { toReturnEmail } from './return-email';
import { toSellerEmail } from './seller-email';
import { toShippedEmail } from './shipped-email';
import { toSubscriptionEmail, type SubscriptionForEmail } from './subscription-email';
import { toWaitingEmail } from './waiting-email';
import { toWebhookDisabledEmail } from './webhook-disabled-email';

const WICKED = `<script>alert(1)</script>"><img src=x onerror=alert(1)>'&`;
const order = (title: string) => ({ id: 'ord_1', number: 20_001, currency: 'usd', discountMinor: 0, shippingMinor: 0, taxMinor: 0, totalMinor: 4_900, items: [{ title, variantTitle: '', kind: 'download', sellerName: title, license: 'team', quantity: 1, unitPriceMinor: 4_900, totalMinor: 4_900, refundedMinor: 4_900 }] });
const url = 'https://shop.test';
const SAID: SubscriptionForEmail['kind'][] = ['trial_ends', 'payment_failed', 'grace_ends', 'lapsed', 'recovered', 'plan_changed', 'plan_will_change', 'canceled', 'resumed', 'ended'];
const told = (kind: SubscriptionForEmail['kind'], title: string, isAccountClosed = false) => toSubscriptionEmail({
  kind, productTitle: title, isAccountClosed, plan: { title, amountMinor: 1_900, currency: 'usd', interval: 'month' }, next: { title, amountMinor: 900, currency: 'usd', interval: 'month' }, currentPeriodEnd: new Date('2026-12-20T00:00:00Z'),
  endedReason: 'canceled', at: new Date('2026-12-27T00:00:00Z'), amountMinor: 1_900, nextAttemptAt: new Date('2026-12-23T00:00:00Z'), billingUrl: `${url}/account/billing`,
});
const all = (title: string) => [
  toReceiptEmail({ ...order(title), paidAt: new Date('2026-11-20T00:00:00Z'), publicUrl: url }),
  toRefundEmail({ ...order(title), amountMinor: 4_900, refundedMinor: 4_900, publicUrl: url }),
  toPaymentFailedEmail({ ...order(title), productUrl: `${url}/marketplace/kit` }),
  toBackInStockEmail({ productTitle: title, variantTitle: '42', productUrl: url }),
  toLowStockEmail({ productTitle: title, variantTitle: '', onHand: 2, stockUrl: url }),
  toDropWonEmail({ productTitle: title, variantTitle: '42', quantity: 1, claimUntil: new Date(0), productUrl: url, dropUrl: url }),
  toNewVersionEmail({ title, version: '2.0.0', changelog: title, productUrl: `${url}/marketplace/kit` }),
  toInvitationEmail({ organizationName: title, role: 'member', expiresAt: new Date(0), url }),
  toShippedEmail({ number: 20_001, sellerName: title, carrier: title, trackingNumber: 'RR1', trackingUrl: null, items: [{ title, variantTitle: '42', quantity: 1 }], orderUrl: url }),
  toReturnEmail({ number: 20_001, sellerName: title, status: 'declined', said: title, url }),
  toSellerEmail({ outcome: 'declined', sellerName: title, reason: title, url }),
  toProductEmail({ outcome: 'sent_back', title, reason: title, url }),
  toConsentEmail({ title, url }),
  toWaitingEmail({ what: 'product', name: title, seller: title, url }),
  ...SAID.map((kind) => told(kind, title)),
  told('canceled', title, true),
  toWebhookDisabledEmail({ platformName: title, endpointUrl: url, reason: 'failing', pageUrl: url }),
];

describe('mail', () => {
  it('X04: holds no markup of anyone else', () => {
    for (const email of all(WICKED)) {
      expect(email.html).not.toContain('<script');
      expect(email.html).not.toContain('<img');
      expect(email.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;');
      expect(email.text).toContain(WICKED);
    }
  });

  it('has one line as a subject', () => {
    for (const email of all('Kit\r\nBcc: everyone@example.test')) expect(email.subject).not.toMatch(/[\r\n]/);
  });

  it('is calm, and says the sum and the number', () => {
    const [receipt, refund] = all('Kit');
    expect(receipt?.text).toContain('LK-20001');
    expect(receipt?.text).toContain('$49.00');
    expect(refund?.text).toContain('$49.00');
    for (const email of all('Kit')) expect(email.text).not.toContain('!');
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
    const { text } = told('payment_failed', 'Membership');
    for (const part of ['$19.00', '27 December 2026', '23 December 2026', `${url}/account/billing`]) expect(text).toContain(part);
  });
});
