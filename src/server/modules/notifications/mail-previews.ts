import type { NotificationType } from '@/shared/notification-types';
import { toAlarmEmail } from './templates/alarm-email';
import { toBackInStockEmail } from './templates/back-in-stock-email';
import { toCartReminderEmail } from './templates/cart-reminder-email';
import { toConsentEmail } from './templates/consent-email';
import { toDisputeEmail } from './templates/dispute-email';
import { toDropStartingEmail } from './templates/drop-starting-email';
import { toDropWonEmail } from './templates/drop-won-email';
import type { RenderedEmail } from './templates/email-layout';
import { toErasureEmail } from './templates/erasure-email';
import { toExportEmail } from './templates/export-email';
import { toInvitationEmail } from './templates/invitation-email';
import { toLowStockEmail } from './templates/low-stock-email';
import { toMessageEmail } from './templates/message-email';
import { toModerationEmail } from './templates/moderation-email';
import { toNewVersionEmail } from './templates/new-version-email';
import { toOrderToShipEmail } from './templates/order-to-ship-email';
import { toOrdersToShipEmail } from './templates/orders-to-ship-email';
import { toPayoutEmail } from './templates/payout-email';
import { toPlanLimitEmail } from './templates/plan-limit-email';
import { toProductEmail } from './templates/product-email';
import { toReturnEmail } from './templates/return-email';
import { toSecurityEmail } from './templates/security-email';
import { toSellerEmail } from './templates/seller-email';
import { toShippedEmail } from './templates/shipped-email';
import { toWaitingEmail } from './templates/waiting-email';
import { toWebhookDisabledEmail } from './templates/webhook-disabled-email';
import { ORDER_PREVIEWS } from './order-previews';
import { PEOPLE_PREVIEWS } from './people-previews';

/** Words that are somebody's own, such as a title: as they stand in a preview, or replaced by a test with words that mean harm. */
export type Say = (words: string) => string;
export type MailPreview = (say: Say) => RenderedEmail;

const URL = 'https://shop.example';
const AT = new Date('2026-11-20T09:41:00Z');

/** Every template with fixture data, by the name of its file and, where it says different things, by what it says. */
export const MAIL_PREVIEWS: Readonly<Record<string, MailPreview>> = {
  ...ORDER_PREVIEWS,
  ...PEOPLE_PREVIEWS,
  alarm: (say) => toAlarmEmail({ heading: say('A rule of the books is broken'), paragraph: say('The check of the books found what should not be.'), findings: [{ label: say('Every transaction sums to zero'), value: '2' }], url: `${URL}/admin/books` }),
  'back-in-stock': (say) => toBackInStockEmail({ productTitle: say('Transit 90 Low'), variantTitle: say('41'), productUrl: `${URL}/marketplace/transit-90-low` }),
  'cart-reminder': (say) => toCartReminderEmail({ titles: [say('Express Starter'), say('On-call Tee')], cartUrl: `${URL}/cart` }),
  consent: (say) => toConsentEmail({ title: say('Operator bundle'), url: `${URL}/seller/northbeam-tools/products` }),
  dispute: (say) => toDisputeEmail({ number: 20_001, currency: 'usd', status: 'needs_response', reason: say('product_not_received'), amountMinor: 4_900, evidenceDueAt: AT, url: `${URL}/admin/disputes/dsp_1` }),
  'drop-starting': (say) => toDropStartingEmail({ productTitle: say('Transit 90 Low'), opensAt: AT, closesAt: new Date(AT.getTime() + 86_400_000), dropUrl: `${URL}/drops/drp_1` }),
  'drop-won': (say) => toDropWonEmail({ productTitle: say('Transit 90 Low'), variantTitle: say('41'), quantity: 1, claimUntil: AT, productUrl: `${URL}/marketplace/transit-90-low`, dropUrl: `${URL}/drops/drp_1` }),
  erasure: () => toErasureEmail(),
  export: () => toExportEmail({ privacyUrl: `${URL}/account/privacy`, expiresAt: AT }),
  invitation: (say) => toInvitationEmail({ organizationName: say('Northbeam Tools'), role: 'member', expiresAt: AT, url: `${URL}/invitations/token` }),
  'low-stock': (say) => toLowStockEmail({ productTitle: say('On-call Tee'), variantTitle: say('M'), onHand: 2, stockUrl: `${URL}/seller/halden-sport/stock/stk_1` }),
  message: (say) => toMessageEmail({ from: say('Nils'), about: say('Express Starter'), count: 2, excerpt: say('Does it run on Windows?'), threadUrl: `${URL}/account/messages/thr_1` }),
  'moderation-hidden': (say) => toModerationEmail({ outcome: 'hidden', subjectType: 'review', title: say('Review of Express Starter'), reason: say('It insults the seller.'), url: `${URL}/account/moderation/mod_1` }),
  'moderation-back': (say) => toModerationEmail({ outcome: 'back', subjectType: 'product', title: say('Express Starter'), reason: say('We misread it.'), url: `${URL}/account/moderation/mod_1` }),
  'new-version': (say) => toNewVersionEmail({ title: say('Postgres Failover'), version: '2.1.0', changelog: say('Faster checks, and a dry run.'), productUrl: `${URL}/marketplace/postgres-failover` }),
  'order-to-ship': (say) => toOrderToShipEmail({ number: 20_001, items: [{ title: say('Transit 90 Low'), variantTitle: say('41'), quantity: 1 }], orderUrl: `${URL}/seller/halden-sport/orders/ord_1` }),
  'orders-to-ship': () => toOrdersToShipEmail({ numbers: [20_001, 20_002], ordersUrl: `${URL}/seller/halden-sport/orders` }),
  payout: () => toPayoutEmail({ status: 'paid', amountMinor: 18_240, currency: 'usd', failure: '', payoutUrl: `${URL}/seller/northbeam-tools/payouts` }),
  'payout-failed': (say) => toPayoutEmail({ status: 'failed', amountMinor: 18_240, currency: 'usd', failure: say('The account cannot take transfers.'), payoutUrl: `${URL}/seller/northbeam-tools/payouts` }),
  'plan-limit': (say) => toPlanLimitEmail({ sellerName: say('Oda Systems'), percent: 80, used: 8_000, limit: 10_000, blocks: true, windowEnd: AT, pageUrl: `${URL}/seller/oda-systems/platforms` }),
  product: (say) => toProductEmail({ outcome: 'sent_back', title: say('Express Starter'), reason: say('The cover shows another product.'), url: `${URL}/seller/northbeam-tools/products/prd_1` }),
  return: (say) => toReturnEmail({ number: 20_001, sellerName: say('Halden Sport'), status: 'declined', said: say('It was worn.'), url: `${URL}/account/orders/ord_1` }),
  security: (say) => toSecurityEmail({ news: { kind: 'new_device', device: say('Firefox on Linux'), network: '192.0.2.0' }, at: AT, securityUrl: `${URL}/account/security` }),
  seller: (say) => toSellerEmail({ outcome: 'declined', sellerName: say('Halden Sport'), reason: say('The address could not be found.'), url: `${URL}/seller/halden-sport` }),
  shipped: (say) => toShippedEmail({ number: 20_001, sellerName: say('Halden Sport'), carrier: say('PostNord'), trackingNumber: say('RR123456785SE'), trackingUrl: null, items: [{ title: say('Transit 90 Low'), variantTitle: say('41'), quantity: 1 }], orderUrl: `${URL}/account/orders/ord_1` }),
  waiting: (say) => toWaitingEmail({ what: 'product', name: say('Express Starter'), seller: say('Northbeam Tools'), url: `${URL}/admin/products/prd_1` }),
  'webhook-disabled': (say) => toWebhookDisabledEmail({ platformName: say('Oda Geocoder'), endpointUrl: 'https://hooks.example/in', reason: 'failing', pageUrl: `${URL}/seller/oda-systems/platforms/plt_1/webhooks` }),
};

/** What each can be switched off under; the others are always sent. */
export const PREVIEW_TOPICS: Readonly<Record<string, NotificationType | undefined>> = {
  'back-in-stock': 'back_in_stock', 'cart-reminder': 'cart_reminder', 'drop-starting': 'drop_starting', 'favorite-version': 'new_version', invitation: 'invitation', 'low-stock': 'stock_low',
  message: 'message', 'new-version': 'new_version', 'order-to-ship': 'order_to_ship', 'orders-to-ship': 'order_to_ship', payout: 'payout', 'plan-limit': 'limit_reached', 'price-drop': 'price_drop',
  return: 'return', review: 'review', 'review-reply': 'review_reply', shipped: 'shipped',
};
