import type { MailPreview, Say } from './mail-previews';
import { toMissingEmail } from './templates/missing-email';
import { toPaymentFailedEmail } from './templates/payment-failed-email';
import { toReceiptEmail } from './templates/receipt-email';
import { toRefundEmail } from './templates/refund-email';
import { toSubscriptionEmail, type SubscriptionForEmail } from './templates/subscription-email';

const URL = 'https://shop.example';
const AT = new Date('2026-11-20T09:41:00Z');
const DAY_MS = 86_400_000;
const item = (say: Say) => ({ title: say('Postgres Failover'), variantTitle: say('Team'), kind: 'download', sellerName: say('Northbeam Tools'), license: 'team', quantity: 1, unitPriceMinor: 4_900, totalMinor: 4_900, refundedMinor: 4_900 });
const order = (say: Say) => ({ id: 'ord_1', number: 20_001, currency: 'usd', discountMinor: 500, shippingMinor: 800, taxMinor: 900, totalMinor: 6_100, items: [item(say), { ...item(say), title: say('Transit 90 Low'), variantTitle: say('41'), kind: 'physical', license: null, refundedMinor: 0 }] });

const SAID: SubscriptionForEmail['kind'][] = ['trial_ends', 'payment_failed', 'grace_ends', 'lapsed', 'recovered', 'plan_changed', 'plan_will_change', 'canceled', 'resumed', 'ended'];
const plan = (title: string, amountMinor: number) => ({ title, amountMinor, currency: 'usd', interval: 'month' as const });
const subscription = (kind: SubscriptionForEmail['kind'], isAccountClosed = false): MailPreview => (say) => toSubscriptionEmail({
  kind, productTitle: say('Membership'), isAccountClosed, isSellerClosed: false, plan: plan(say('Pro'), 1_900), next: plan(say('Pro+'), 2_900), currentPeriodEnd: new Date(AT.getTime() + 30 * DAY_MS), endedReason: 'canceled',
  at: new Date(AT.getTime() + 7 * DAY_MS), amountMinor: 1_900, nextAttemptAt: new Date(AT.getTime() + 3 * DAY_MS), billingUrl: `${URL}/account/billing`,
});

/** What is written about orders and subscriptions, with fixture data. */
export const ORDER_PREVIEWS: Readonly<Record<string, MailPreview>> = {
  receipt: (say) => toReceiptEmail({ ...order(say), paidAt: AT, publicUrl: URL }),
  'receipt-by-credit': (say) => toReceiptEmail({ ...order(say), creditMinor: 6_100, totalMinor: 0, paidAt: AT, publicUrl: URL }),
  'receipt-renewal': (say) => toReceiptEmail({ ...order(say), subscriptionId: 'sbn_1', items: [{ ...item(say), kind: 'membership', license: null }], paidAt: AT, publicUrl: URL }),
  'payment-failed': (say) => toPaymentFailedEmail({ ...order(say), productUrl: `${URL}/marketplace/postgres-failover` }),
  missing: (say) => toMissingEmail({ why: 'sold_out', number: 20_001, titles: [say('Transit 90 Low, 41')], amountMinor: 9_000, creditMinor: 0, currency: 'usd', orderUrl: `${URL}/account/orders/ord_1` }),
  'missing-held': (say) => toMissingEmail({ why: 'held', number: 20_001, titles: [say('Membership')], amountMinor: 1_900, creditMinor: 500, currency: 'usd', orderUrl: `${URL}/account/orders/ord_1` }),
  refund: (say) => toRefundEmail({ ...order(say), amountMinor: 4_900, refundedMinor: 4_900, publicUrl: URL }),
  ...Object.fromEntries(SAID.map((kind) => [`subscription-${kind.replaceAll('_', '-')}`, subscription(kind)])),
  'subscription-account-closed': subscription('canceled', true),
};
