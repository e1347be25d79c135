import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { newId } from '@/shared/ids';
import { openFreshSession } from '@/testing/fresh-session';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createTestPlatform } from '@/testing/platform';
import { tier } from '@/testing/platforms';
import { outcomeOf, takesInput } from '@/testing/procedures';
import { findRealThings, type RealThings } from '@/testing/real-things';
import { fillTables } from '@/testing/rls/fill-tables';
import { createWorld, type World } from '@/testing/world';
import { appRouter } from './root';

let database: TestDatabase;
let platform: Platform;
let world: World;
let orderId: string, runId: string, dropId: string, levelId: string, sessionId: string, signalId: string, experimentId: string, reviewId: string, subscriptionId: string, caseId: string;
let api: RealThings['api'], thread: RealThings['thread'];

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  await fillTables(database.ownerUrl, world);
  platform = await createTestPlatform(database);
  ({ orderId, runId, dropId, levelId, sessionId, signalId, experimentId, reviewId, subscriptionId, caseId, api, thread } = await findRealThings(database.ownerUrl, world));
});
afterAll(async () => {
  await platform.close();
  await database.drop();
});

type Who = 'visitor' | 'stranger' | 'ops' | 'admin';
const WHO: Who[] = ['visitor', 'stranger', 'ops', 'admin'];

/** Who may call, and with which well-formed input; a `foreign` one names somebody else's thing by a real id. */
interface Expectation {
  audience: 'public' | 'member' | 'admin';
  input: () => object | undefined;
  foreign?: true;
  /** Asks first for a proof that is fresh, which nobody here has shown. */
  proven?: true;
}

const input = (make: () => object | undefined): { input: () => object | undefined } => ({ input: make });

/** For whoever is signed in, and asked nothing. */
const OWN = [
  'account.profile', 'account.removeAvatar', 'account.organizations', 'account.sessions', 'account.endOtherSessions', 'privacy.export',
  'privacy.erasureOutlook', 'security.own', 'apiPlans.list', 'subscriptions.membership', 'subscriptions.list', 'entitlements.list', 'entitlements.page',
  'favorites.ids', 'messages.unread', 'notifications.count', 'notifications.preferences', 'organizations.list', 'sellers.mine', 'impersonation.end',
];

/** Every procedure of the router. One that is not here fails the suite. */
const PROCEDURES: Record<string, Expectation> = {
  ...Object.fromEntries(OWN.map((path) => [path, { audience: 'member' as const, ...input(() => undefined) }])),
  'account.viewer': { audience: 'public', ...input(() => undefined) },
  'account.entry': { audience: 'public', ...input(() => ({ to: '/' })) },
  'account.updateProfile': { audience: 'member', ...input(() => ({ displayName: 'Another name', locale: 'en', timeZone: 'UTC' })) },
  'account.endSession': { audience: 'member', ...input(() => ({ sessionId })), foreign: true },
  'privacy.download': { audience: 'member', proven: true, ...input(() => undefined) },
  'privacy.requestExport': { audience: 'member', proven: true, ...input(() => undefined) },
  'privacy.erase': { audience: 'member', proven: true, ...input(() => ({ confirm: 'a@b.example' })) },
  'security.signIns': { audience: 'member', ...input(() => ({ limit: 10 })) },
  'security.startTotp': { audience: 'member', proven: true, ...input(() => undefined) },
  'security.confirmTotp': { audience: 'member', proven: true, ...input(() => ({ code: '000000' })) },
  'security.stepUp': { audience: 'member', ...input(() => ({ code: '000000' })) },
  'security.renewRecoveryCodes': { audience: 'member', proven: true, ...input(() => undefined) },
  'security.removeTotp': { audience: 'member', proven: true, ...input(() => undefined) },
  'bundles.quote': { audience: 'public', ...input(() => ({ productIds: [world.products.draft.id] })) },
  'cart.get': { audience: 'public', ...input(() => undefined) },
  'cart.count': { audience: 'public', ...input(() => undefined) },
  'cart.add': { audience: 'public', ...input(() => ({ variantId: world.products.draft.variantId })), foreign: true },
  'cart.changeQuantity': { audience: 'public', ...input(() => ({ variantId: world.products.draft.variantId, quantity: 1 })), foreign: true },
  'cart.remove': { audience: 'public', ...input(() => ({ variantId: world.products.other.variantId })) },
  'cart.applyCoupon': { audience: 'public', ...input(() => ({ code: 'NOBODYS' })) },
  'cart.dropCoupon': { audience: 'public', ...input(() => undefined) },
  'cart.setDestination': { audience: 'public', ...input(() => ({ country: 'DE' })) },
  'cart.acceptChanges': { audience: 'public', ...input(() => undefined) },
  'coupons.list': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'coupons.create': { audience: 'member', ...input(() => ({ seller: 'northbeam', coupon: { code: 'TAKEOVER', cut: { percentBps: 10_000 } } })), foreign: true },
  'coupons.archive': { audience: 'member', ...input(() => ({ seller: 'northbeam', couponId: `cpn_${'0'.repeat(26)}` })), foreign: true },
  'platforms.list': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'platforms.byId': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId })), foreign: true },
  'platforms.create': { audience: 'member', ...input(() => ({ seller: 'northbeam', name: 'Mine' })), foreign: true },
  'platforms.update': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, name: 'Mine', meters: ['calls'], allowedOrigins: [], graceDays: 0 })), foreign: true },
  'platforms.archive': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId })), foreign: true },
  'platforms.goLive': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId })), foreign: true },
  'platforms.requestCharges': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId })), foreign: true },
  'platforms.sell': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId })), foreign: true },
  'platforms.tiers': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId })), foreign: true },
  'platforms.createTier': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, tier: tier('pro') })), foreign: true },
  'platforms.updateTier': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, tierId: api.tierId, tier: tier('free') })), foreign: true },
  'platforms.archiveTier': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, tierId: api.tierId })), foreign: true },
  'platforms.keys': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, mode: 'preview' })), foreign: true },
  'platforms.createKey': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, mode: 'preview', name: 'mine', scopes: ['usage:write'], expiresInDays: null })), foreign: true },
  'platforms.rotateKey': { audience: 'member', proven: true, ...input(() => ({ seller: 'northbeam', platformId: api.platformId, keyId: api.keyId, overlapHours: 168 })), foreign: true },
  'platforms.revokeKey': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, keyId: api.keyId })), foreign: true },
  'platforms.signers': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, mode: 'preview' })), foreign: true },
  'platforms.addSigner': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, mode: 'preview', name: 'mine', algorithm: 'ES256', publicKey: '-----BEGIN PUBLIC KEY-----' })), foreign: true },
  'platforms.revokeSigner': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, signerId: api.signerId })), foreign: true },
  'platforms.customers': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, mode: 'preview' })), foreign: true },
  'platforms.putCustomer': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, mode: 'preview', externalId: 'ada', tier: 'free' })), foreign: true },
  'platforms.openCheckout': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, mode: 'preview', externalId: 'ada', tier: 'pro', successUrl: 'https://x.example', cancelUrl: 'https://x.example' })), foreign: true },
  'platformStats.byPlatform': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, mode: 'preview', days: 30 })), foreign: true },
  'platformStats.links': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, mode: 'preview', externalId: 'ada' })), foreign: true },
  'platformStats.createLink': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, mode: 'preview', externalId: 'ada', expiresInDays: 30 })), foreign: true },
  'platformStats.revokeLink': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, linkId: api.linkId })), foreign: true },
  'platformStats.usagePage': { audience: 'public', ...input(() => ({ token: `${api.linkId}.${'A'.repeat(43)}` })), foreign: true },
  'platformStats.upgrade': { audience: 'public', ...input(() => ({ token: `${api.linkId}.${'A'.repeat(43)}`, tier: 'pro' })), foreign: true },
  'webhookEndpoints.list': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, mode: 'preview' })), foreign: true },
  'webhookEndpoints.create': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, mode: 'preview', url: 'https://x.example/', description: '', eventTypes: ['usage.limit_reached'] })), foreign: true },
  'webhookEndpoints.update': { audience: 'member', proven: true, ...input(() => ({ seller: 'northbeam', platformId: api.platformId, endpointId: api.endpointId, url: 'https://x.example/', description: '', eventTypes: ['usage.limit_reached'] })), foreign: true },
  'webhookEndpoints.rotateSecret': { audience: 'member', proven: true, ...input(() => ({ seller: 'northbeam', platformId: api.platformId, endpointId: api.endpointId, overlapHours: 24 })), foreign: true },
  'webhookEndpoints.switch': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, endpointId: api.endpointId, isOn: false })), foreign: true },
  'webhookEndpoints.delete': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, endpointId: api.endpointId })), foreign: true },
  'webhookEndpoints.sendTest': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, endpointId: api.endpointId })), foreign: true },
  'webhookEndpoints.deliveries': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, mode: 'preview', endpointId: api.endpointId })), foreign: true },
  'webhookEndpoints.delivery': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, deliveryId: api.deliveryId })), foreign: true },
  'webhookEndpoints.replay': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, deliveryId: api.deliveryId })), foreign: true },
  'webhookEndpoints.replaySince': { audience: 'member', ...input(() => ({ seller: 'northbeam', platformId: api.platformId, endpointId: api.endpointId, sinceHours: 24 })), foreign: true },
  'apiPlans.createKey': { audience: 'member', ...input(() => ({ customerId: api.customerId, name: 'mine' })), foreign: true },
  'apiPlans.revokeKey': { audience: 'member', ...input(() => ({ customerId: api.customerId, keyId: api.keyId })), foreign: true },
  'subscriptions.offer': { audience: 'public', ...input(() => undefined) },
  'subscriptions.card': { audience: 'member', ...input(() => ({ subscriptionId })), foreign: true },
  'subscriptions.due': { audience: 'member', ...input(() => ({ subscriptionId })), foreign: true },
  'subscriptions.previewChange': { audience: 'member', ...input(() => ({ subscriptionId, priceId: world.products.other.priceId })), foreign: true },
  'subscriptions.changePlan': { audience: 'member', ...input(() => ({ subscriptionId, priceId: world.products.other.priceId, countedAt: '2026-11-20T12:00:00Z' })), foreign: true },
  'subscriptions.keepPlan': { audience: 'member', ...input(() => ({ subscriptionId })), foreign: true },
  'subscriptions.cancel': { audience: 'member', ...input(() => ({ subscriptionId })), foreign: true },
  'subscriptions.resume': { audience: 'member', ...input(() => ({ subscriptionId })), foreign: true },
  'subscriptions.pay': { audience: 'member', ...input(() => ({ subscriptionId })), foreign: true },
  'subscriptions.openPortal': { audience: 'member', ...input(() => ({ subscriptionId })), foreign: true },
  'subscriptions.unlockIncluded': { audience: 'member', ...input(() => ({ productSlug: 'unfinished-kit' })), foreign: true },
  'shipping.rates': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'shipping.setRates': { audience: 'member', ...input(() => ({ seller: 'northbeam', rates: [] })), foreign: true },
  'admin.listBundles': { audience: 'admin', ...input(() => ({})) },
  'admin.searchBundleParts': { audience: 'admin', ...input(() => ({ q: 'kit' })) },
  'admin.createBundle': {
    audience: 'admin',
    ...input(() => ({ productId: newId('product'), seller: 'northbeam', title: 'Both', summary: 'Both', description: 'Both', parts: [{ productId: world.products.published.id }, { productId: world.products.other.id }], prices: [{ currency: 'usd', amountMinor: 100 }] })),
  },
  'admin.publishBundle': { audience: 'admin', ...input(() => ({ productId: world.products.published.id })) },
  'admin.archiveBundle': { audience: 'admin', ...input(() => ({ productId: world.products.published.id })) },
  'admin.listCoupons': { audience: 'admin', ...input(() => ({})) },
  'admin.createCoupon': { audience: 'admin', ...input(() => ({ coupon: { code: 'PLATFORM', cut: { percentBps: 1_000 } } })) },
  'admin.archiveCoupon': { audience: 'admin', ...input(() => ({ couponId: `cpn_${'0'.repeat(26)}` })) },
  'catalog.list': { audience: 'public', ...input(() => ({})) },
  'catalog.bySlug': { audience: 'public', ...input(() => ({ slug: 'unfinished-kit' })), foreign: true },
  'catalog.related': { audience: 'public', ...input(() => ({ slug: 'unfinished-kit' })), foreign: true },
  'catalog.preview': { audience: 'public', ...input(() => ({ slug: 'unfinished-kit' })), foreign: true },
  'catalog.seller': { audience: 'public', ...input(() => ({ slug: 'northbeam' })) },
  'discovery.popular': { audience: 'public', ...input(() => undefined) },
  'discovery.home': { audience: 'public', ...input(() => undefined) },
  'discovery.forProduct': { audience: 'public', ...input(() => ({ productId: world.products.draft.id })) },
  'discovery.forCart': { audience: 'public', ...input(() => ({ productIds: [world.products.draft.id] })) },
  'discovery.answer': { audience: 'public', ...input(() => ({ role: 'data', tools: ['node'], problem: null })) },
  'discovery.signals': { audience: 'public', ...input(() => undefined) },
  'discovery.forgetSignal': { audience: 'public', ...input(() => ({ signalId })), foreign: true },
  'discovery.forgetSignals': { audience: 'public', ...input(() => undefined) },
  'drops.byId': { audience: 'public', ...input(() => ({ dropId })), foreign: true },
  'drops.ofProduct': { audience: 'public', ...input(() => ({ slug: 'unfinished-kit' })) },
  'drops.proof': { audience: 'public', ...input(() => ({ dropId })), foreign: true },
  'drops.enter': { audience: 'member', ...input(() => ({ dropId, variantId: world.products.draft.variantId, quantity: 1 })), foreign: true },
  'drops.withdraw': { audience: 'member', ...input(() => ({ dropId })), foreign: true },
  'drops.list': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'drops.create': {
    audience: 'member',
    ...input(() => ({ seller: 'northbeam', product: 'fastify-starter', entriesOpenAt: '2027-01-01T12:00:00Z', entriesCloseAt: '2027-01-02T12:00:00Z', perPersonCap: 1, claimHours: 24, variants: [{ variantId: world.products.published.variantId, units: 1 }] })),
    foreign: true,
  },
  'drops.cancel': { audience: 'member', ...input(() => ({ seller: 'northbeam', dropId })), foreign: true },
  'inventory.list': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'inventory.movements': { audience: 'member', ...input(() => ({ seller: 'northbeam', levelId })), foreign: true },
  'inventory.adjust': { audience: 'member', ...input(() => ({ seller: 'northbeam', levelId, reason: 'received', units: 5 })), foreign: true },
  'inventory.setLow': { audience: 'member', ...input(() => ({ seller: 'northbeam', levelId, lowAt: 3 })), foreign: true },
  'inventory.alert': { audience: 'public', ...input(() => ({ variantId: world.products.draft.variantId })) },
  'inventory.askAlert': { audience: 'member', ...input(() => ({ variantId: world.products.draft.variantId })), foreign: true },
  'inventory.cancelAlert': { audience: 'member', ...input(() => ({ variantId: world.products.draft.variantId })) },
  'entitlements.requestDownload': { audience: 'member', ...input(() => ({ productSlug: 'retired-kit' })), foreign: true },
  'favorites.list': { audience: 'member', ...input(() => ({})) },
  'favorites.add': { audience: 'member', ...input(() => ({ productId: world.products.draft.id })), foreign: true },
  'favorites.remove': { audience: 'member', ...input(() => ({ productId: world.products.draft.id })) },
  'promptRuns.outlook': { audience: 'public', ...input(() => ({ slug: 'unfinished-kit' })) },
  'promptRuns.costs': { audience: 'member', ...input(() => ({ seller: 'northbeam', days: 30 })), foreign: true },
  'reviews.list': { audience: 'public', ...input(() => ({ productId: world.products.published.id })) },
  'reviews.own': { audience: 'member', ...input(() => ({ productId: world.products.published.id })) },
  'reviews.write': { audience: 'member', ...input(() => ({ productId: world.products.other.id, rating: 4 })) },
  'reviews.edit': { audience: 'member', ...input(() => ({ reviewId, rating: 1 })), foreign: true },
  'reviews.delete': { audience: 'member', ...input(() => ({ reviewId })), foreign: true },
  'reviews.report': { audience: 'member', ...input(() => ({ reviewId, reason: 'spam' })) },
  'reviews.ofSeller': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'reviews.reply': { audience: 'member', ...input(() => ({ seller: 'northbeam', reviewId, reply: 'Thank you.' })), foreign: true },
  'reviews.deleteReply': { audience: 'member', ...input(() => ({ seller: 'northbeam', reviewId })), foreign: true },
  'fulfilment.ship': { audience: 'member', ...input(() => ({ seller: 'northbeam', orderId, items: [{ itemId: `itm_${'0'.repeat(26)}`, quantity: 1 }], carrier: 'Post' })), foreign: true },
  'fulfilment.markDelivered': { audience: 'member', ...input(() => ({ seller: 'northbeam', shipmentId: `shp_${'0'.repeat(26)}` })), foreign: true },
  'fulfilment.requestReturn': { audience: 'member', ...input(() => ({ orderId, sellerSlug: 'northbeam', items: [{ itemId: `itm_${'0'.repeat(26)}`, quantity: 1 }], reason: 'too small' })), foreign: true },
  'fulfilment.withdrawReturn': { audience: 'member', ...input(() => ({ returnId: `rtn_${'0'.repeat(26)}` })), foreign: true },
  'fulfilment.answerReturn': { audience: 'member', ...input(() => ({ seller: 'northbeam', returnId: `rtn_${'0'.repeat(26)}`, decision: 'approved' })), foreign: true },
  'fulfilment.receiveReturn': { audience: 'member', ...input(() => ({ seller: 'northbeam', returnId: `rtn_${'0'.repeat(26)}`, items: [{ itemId: `itm_${'0'.repeat(26)}`, restockQuantity: 0, amountMinor: 0 }] })), foreign: true },
  'fulfilment.list': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'fulfilment.byId': { audience: 'member', ...input(() => ({ seller: 'northbeam', orderId })), foreign: true },
  'fulfilment.refund': { audience: 'member', ...input(() => ({ seller: 'northbeam', orderId, reason: 'for the test' })), foreign: true },
  'live.events': { audience: 'member', ...input(() => ({ lastEventId: '1' })) },
  'messages.threads': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'messages.thread': { audience: 'member', ...input(() => ({ threadId: thread.threadId })), foreign: true },
  'messages.open': { audience: 'member', ...input(() => ({ about: { orderId, seller: 'northbeam' } })), foreign: true },
  'messages.attach': { audience: 'member', ...input(() => ({ threadId: thread.threadId, uploadId: newId('upload'), fileName: 'log.txt' })), foreign: true },
  'messages.send': { audience: 'member', ...input(() => ({ threadId: thread.threadId, clientId: 'of-a-stranger', body: 'Hello' })), foreign: true },
  'messages.takeBack': { audience: 'member', ...input(() => ({ messageId: thread.messageId })), foreign: true },
  'messages.report': { audience: 'member', ...input(() => ({ messageId: thread.messageId, reason: 'spam', details: '' })), foreign: true },
  'messages.read': { audience: 'member', ...input(() => ({ threadId: thread.threadId, seq: 1 })), foreign: true },
  'messages.block': { audience: 'member', ...input(() => ({ threadId: thread.threadId, blocked: true })), foreign: true },
  'moderation.own': { audience: 'member', ...input(() => ({ caseId })), foreign: true },
  'moderation.reportProduct': { audience: 'member', ...input(() => ({ productId: newId('product'), reason: 'spam' })), foreign: true },
  'moderation.appeal': { audience: 'member', ...input(() => ({ caseId, text: 'for the test' })), foreign: true },
  'notifications.list': { audience: 'member', ...input(() => ({})) },
  'notifications.markRead': { audience: 'member', ...input(() => ({ ids: [newId('notification')] })) },
  'notifications.markAllRead': { audience: 'member', ...input(() => ({ until: new Date().toISOString() })) },
  'notifications.setPreference': { audience: 'member', ...input(() => ({ type: 'review', channel: 'mail', on: false })) },
  'notifications.mailPreviews': { audience: 'public', ...input(() => undefined) },
  'notifications.unsubscription': { audience: 'public', ...input(() => ({ token: 'none-of-ours' })) },
  'orders.list': { audience: 'member', ...input(() => ({})) },
  'orders.byId': { audience: 'member', ...input(() => ({ orderId })), foreign: true },
  'orders.detail': { audience: 'member', ...input(() => ({ orderId })), foreign: true },
  'orders.checkoutStatus': { audience: 'member', ...input(() => ({ orderId })), foreign: true },
  'orders.cancel': { audience: 'member', ...input(() => ({ orderId })), foreign: true },
  'orders.cancelItems': { audience: 'member', ...input(() => ({ orderId, items: [{ itemId: `itm_${'0'.repeat(26)}`, quantity: 1 }] })), foreign: true },
  'orders.checkoutCart': { audience: 'member', ...input(() => ({ expectedTotalMinor: 100, expectedCurrency: 'usd' })) },
  'orders.startCheckout': { audience: 'member', ...input(() => ({ variantId: world.products.draft.variantId, expectedPriceMinor: world.products.draft.priceMinor, expectedCurrency: 'usd' })), foreign: true },
  'organizations.bySlug': { audience: 'member', ...input(() => ({ organization: 'kestrel' })), foreign: true },
  'organizations.create': { audience: 'member', ...input(() => ({ name: 'A new one' })) },
  'organizations.rename': { audience: 'member', ...input(() => ({ organization: 'kestrel', name: 'Taken over' })), foreign: true },
  'organizations.invite': { audience: 'member', ...input(() => ({ organization: 'kestrel', email: 'friend@example.test', memberRole: 'member' })), foreign: true },
  'organizations.revokeInvitation': { audience: 'member', ...input(() => ({ organization: 'kestrel', invitationId: `inv_${'0'.repeat(26)}` })), foreign: true },
  'organizations.invitation': { audience: 'public', ...input(() => ({ token: 'a'.repeat(43) })), foreign: true },
  'organizations.acceptInvitation': { audience: 'member', ...input(() => ({ token: 'a'.repeat(43) })), foreign: true },
  'organizations.changeRole': { audience: 'member', ...input(() => ({ organization: 'kestrel', memberId: world.orgMember, memberRole: 'member' })), foreign: true },
  'organizations.removeMember': { audience: 'member', ...input(() => ({ organization: 'kestrel', memberId: world.orgMember })), foreign: true },
  'organizations.leave': { audience: 'member', ...input(() => ({ organization: 'kestrel' })), foreign: true },
  'organizations.transferOwnership': { audience: 'member', proven: true, ...input(() => ({ organization: 'kestrel', memberId: world.orgMember })), foreign: true },
  'products.list': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'products.byId': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id })), foreign: true },
  'products.preview': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id })), foreign: true },
  'products.bundleCandidates': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'products.listConsents': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'products.answerConsent': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id, answer: 'agreed' })), foreign: true },
  'products.createDraft': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: newId('product'), type: 'sneaker', title: 'A shoe' })), foreign: true },
  'products.update': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id, title: 'Taken over' })), foreign: true },
  'products.setVariants': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id, variants: [{ license: 'team' }] })), foreign: true },
  'products.setPrices': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id, prices: [{ variantId: world.products.draft.variantId, amounts: [{ currency: 'usd', amountMinor: 100 }] }] })), foreign: true },
  'products.setBundleItems': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id, parts: [{ productId: world.products.other.id }] })), foreign: true },
  'products.addVersion': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id, uploadId: `upl_${'0'.repeat(26)}`, fileName: 'kit.zip', version: '2.0.0' })), foreign: true },
  'products.yankVersion': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id, version: '1.0.0', reason: 'for the test' })), foreign: true },
  'products.addImage': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id, uploadId: `upl_${'0'.repeat(26)}` })), foreign: true },
  'products.describeImage': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id, imageId: `img_${'0'.repeat(26)}`, alt: 'A shoe' })), foreign: true },
  'products.reorderImages': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id, imageIds: [`img_${'0'.repeat(26)}`] })), foreign: true },
  'products.removeImage': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id, imageId: `img_${'0'.repeat(26)}` })), foreign: true },
  'products.submit': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id })), foreign: true },
  'products.withdraw': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id })), foreign: true },
  'products.archive': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id })), foreign: true },
  'products.unarchive': { audience: 'member', ...input(() => ({ seller: 'northbeam', productId: world.products.draft.id })), foreign: true },
  'payouts.dues': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'payouts.list': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'payouts.overview': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'invoices.list': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'invoices.statements': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'orders.documents': { audience: 'member', ...input(() => ({ orderId })), foreign: true },
  'admin.listBalances': { audience: 'admin', ...input(() => undefined) },
  'admin.listPayouts': { audience: 'admin', ...input(() => ({})) },
  'admin.runPayouts': { audience: 'admin', ...input(() => ({})) },
  'reference.machineApi': { audience: 'public', ...input(() => undefined) },
  'reference.shop': { audience: 'public', ...input(() => undefined) },
  'sellers.own': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'sellerStats.overview': { audience: 'member', ...input(() => ({ seller: 'northbeam', days: 30 })), foreign: true },
  'sellerStats.series': { audience: 'member', ...input(() => ({ seller: 'northbeam', days: 30, currency: 'usd' })), foreign: true },
  'sellerStats.products': { audience: 'member', ...input(() => ({ seller: 'northbeam', days: 30, currency: 'usd', sort: 'revenue' })), foreign: true },
  'sellerStats.refunds': { audience: 'member', ...input(() => ({ seller: 'northbeam', days: 30 })), foreign: true },
  'sellerStats.ratings': { audience: 'member', ...input(() => ({ seller: 'northbeam', days: 30 })), foreign: true },
  'sellers.duties': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'sellers.applyToSell': { audience: 'member', ...input(() => ({ organization: 'kestrel', slug: 'kestrel-goods', country: 'DE', name: 'Kestrel', supportEmail: 'help@example.test' })), foreign: true },
  'sellers.startOnboarding': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'sellers.refreshStanding': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'sellers.openStripeDashboard': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'sellers.updateStorefront': { audience: 'member', ...input(() => ({ seller: 'northbeam', name: 'Taken over', supportEmail: 'me@example.test', handlingDays: 1 })), foreign: true },
  'sellers.close': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'admin.listSellers': { audience: 'admin', ...input(() => ({})) },
  'admin.getSeller': { audience: 'admin', ...input(() => ({ seller: 'northbeam' })) },
  'admin.approveSeller': { audience: 'admin', ...input(() => ({ seller: 'applicant' })) },
  'admin.declineSeller': { audience: 'admin', ...input(() => ({ seller: 'applicant', reason: 'for the test' })) },
  'admin.suspendSeller': { audience: 'admin', ...input(() => ({ seller: 'oda', reason: 'for the test' })) },
  'admin.reinstateSeller': { audience: 'admin', ...input(() => ({ seller: 'oda' })) },
  'admin.closeSeller': { audience: 'admin', ...input(() => ({ seller: 'oda', reason: 'for the test' })) },
  'admin.listOrders': { audience: 'admin', ...input(() => ({})) },
  'admin.refundOrder': { audience: 'admin', ...input(() => ({ orderId, reason: 'for the test' })) },
  'admin.listDisputes': { audience: 'admin', ...input(() => ({})) },
  'admin.getDispute': { audience: 'admin', ...input(() => ({ disputeId: `dsp_${'0'.repeat(26)}` })) },
  'admin.submitEvidence': { audience: 'admin', ...input(() => ({ disputeId: `dsp_${'0'.repeat(26)}`, submit: false })) },
  'admin.acceptDispute': { audience: 'admin', ...input(() => ({ disputeId: `dsp_${'0'.repeat(26)}` })) },
  'admin.listWebhookEvents': { audience: 'admin', ...input(() => ({})) },
  'admin.getWebhookEvent': { audience: 'admin', ...input(() => ({ webhookEventId: `whe_${'0'.repeat(26)}` })) },
  'admin.replayWebhookEvents': { audience: 'admin', ...input(() => ({ statuses: ['dead'] })) },
  'admin.analytics': { audience: 'admin', ...input(() => ({ days: 30 })) },
  'admin.promptCosts': { audience: 'admin', ...input(() => ({ days: 30 })) },
  'admin.home': { audience: 'admin', ...input(() => undefined) },
  'admin.getOrder': { audience: 'admin', ...input(() => ({ orderId })) },
  'admin.listJobs': { audience: 'admin', ...input(() => ({})) },
  'admin.getJob': { audience: 'admin', ...input(() => ({ jobId: '9' })) },
  'admin.retryJob': { audience: 'admin', ...input(() => ({ jobId: '9' })) },
  'admin.giveUpJob': { audience: 'admin', ...input(() => ({ jobId: '9' })) },
  'admin.removeJob': { audience: 'admin', ...input(() => ({ jobId: '9' })) },
  'admin.books': { audience: 'admin', ...input(() => undefined) },
  'admin.checkBooks': { audience: 'admin', ...input(() => ({})) },
  'admin.listReconciliations': { audience: 'admin', ...input(() => ({})) },
  'admin.reconcile': { audience: 'admin', ...input(() => ({})) },
  'admin.listAudit': { audience: 'admin', ...input(() => ({})) },
  'admin.replayWebhookEvent': { audience: 'admin', ...input(() => ({ webhookEventId: `whe_${'0'.repeat(26)}` })) },
  'admin.listReviews': { audience: 'admin', ...input(() => ({})) },
  'admin.getProduct': { audience: 'admin', ...input(() => ({ productId: world.products.draft.id })) },
  'admin.listExperiments': { audience: 'admin', ...input(() => undefined) },
  'admin.experimentResult': { audience: 'admin', ...input(() => ({ experimentId })) },
  'admin.createExperiment': { audience: 'admin', ...input(() => ({ name: 'Learned', arms: [{ strategy: 'rules', weight: 1 }, { strategy: 'blend', weight: 1 }], trafficPercent: 100 })) },
  'admin.startExperiment': { audience: 'admin', ...input(() => ({ experimentId })) },
  'admin.stopExperiment': { audience: 'admin', ...input(() => ({ experimentId })) },
  'admin.publishProduct': { audience: 'admin', ...input(() => ({ productId: world.products.draft.id })) },
  'admin.sendBackProduct': { audience: 'admin', ...input(() => ({ productId: world.products.draft.id, reason: 'for the test' })) },
  'admin.createMembership': { audience: 'admin', ...input(() => ({ productId: newId('product'), seller: 'northbeam', title: 'Club' })) },
  'admin.setMembershipPlans': { audience: 'admin', ...input(() => ({ productId: world.products.draft.id, plans: [{ tier: 'pro', interval: 'month', amountMinor: 2_900 }] })) },
  'admin.includeProduct': { audience: 'admin', ...input(() => ({ productId: world.products.draft.id, tier: 'pro' })) },
  'admin.delistProduct': { audience: 'admin', ...input(() => ({ productId: world.products.draft.id, reason: 'for the test' })) },
  'admin.ingestFolder': { audience: 'admin', ...input(() => ({ path: '' })) },
  'admin.ingestIndex': { audience: 'admin', ...input(() => ({ index: '{}' })) },
  'admin.uploadPack': { audience: 'admin', ...input(() => ({ uploadId: `upl_${'0'.repeat(26)}`, fileName: 'kit.zip' })) },
  'admin.listCases': { audience: 'admin', ...input(() => ({})) },
  'admin.getCase': { audience: 'admin', ...input(() => ({ caseId })) },
  'admin.decideCase': { audience: 'admin', ...input(() => ({ caseId: `mod_${'0'.repeat(26)}`, decision: 'dismissed', reason: 'for the test' })) },
  'admin.listPeople': { audience: 'admin', ...input(() => ({})) },
  'admin.getPerson': { audience: 'admin', ...input(() => ({ personId: world.buyerA })) },
  'admin.changePersonRole': { audience: 'admin', proven: true, ...input(() => ({ personId: randomUUID(), personRole: 'ops' })) },
  'admin.closeAccount': { audience: 'admin', ...input(() => ({ personId: randomUUID(), reason: 'for the test' })) },
  'admin.openAccount': { audience: 'admin', ...input(() => ({ personId: randomUUID(), reason: 'for the test' })) },
  'admin.endPersonSessions': { audience: 'admin', ...input(() => ({ personId: randomUUID(), reason: 'for the test' })) },
  'admin.resetSecondFactor': { audience: 'admin', proven: true, ...input(() => ({ personId: randomUUID(), reason: 'for the test' })) },
  'admin.impersonate': { audience: 'admin', proven: true, ...input(() => ({ personId: randomUUID(), reason: 'for the test' })) },
  'admin.settings': { audience: 'admin', ...input(() => undefined) },
  'admin.listIngestRuns': { audience: 'admin', ...input(() => ({})) },
  'admin.getIngestRun': { audience: 'admin', ...input(() => ({ runId })) },
  'tokens.list': { audience: 'member', ...input(() => ({})) },
  'tokens.create': { audience: 'member', proven: true, ...input(() => ({ name: 'Laptop', scopes: ['catalog:read'], expiresInDays: 30 })) },
  'tokens.revoke': { audience: 'member', ...input(() => ({ keyId: `aky_${'0'.repeat(26)}` })), foreign: true },
};

function viewerOf(who: Who): Viewer | null {
  if (who === 'visitor') return null;
  if (who === 'admin') return { userId: world.admin, role: 'admin' };
  return { userId: world.buyerB, role: who === 'ops' ? 'ops' : 'customer' };
}

const call = (path: string, who: Who, value: unknown) => outcomeOf({ platform, viewer: viewerOf(who) }, path, value);

test('every procedure has its line, and every line its procedure', () => {
  expect(Object.keys(appRouter._def.procedures).sort()).toEqual(Object.keys(PROCEDURES).sort());
});

describe.each(Object.keys(PROCEDURES))('%s', (path) => {
  const { audience, input: make, proven } = PROCEDURES[path]!;

  test.each(WHO)('lets %s in or not', async (who) => {
    const code = await call(path, who, make());
    if (audience !== 'public' && who === 'visitor') expect(code).toBe('UNAUTHORIZED');
    else if (proven || (audience === 'admin' && who !== 'admin')) expect(code).toBe('FORBIDDEN');
    else expect(['UNAUTHORIZED', 'FORBIDDEN']).not.toContain(code);
  });

  test('refuses roles, owners, prices and operators smuggled into its input', async () => {
    const value = make();
    if (value === undefined) return;
    expect(takesInput(path, value)).toBe(true);
    const expectRefused = async (changed: object, change: string) => {
      expect(takesInput(path, changed), change).toBe(false);
      // Without a fresh proof the call is refused before its input is read.
      expect(await call(path, 'admin', changed), change).toBe(proven ? 'FORBIDDEN' : 'BAD_REQUEST');
    };
    for (const smuggled of [{ role: 'admin' }, { isAdmin: true }, { sellerId: world.sellers.one }, { userId: world.buyerA }, { priceMinor: { not: '' } }, { totalMinor: 1 }, JSON.parse('{"constructor": {"x": 1}}') as object]) {
      await expectRefused({ ...value, ...smuggled }, JSON.stringify(smuggled));
    }
    for (const key of Object.keys(value)) await expectRefused({ ...value, [key]: { not: '' } }, key);
  });
});

test.each(Object.keys(PROCEDURES).filter((path) => PROCEDURES[path]!.foreign))('%s denies that somebody else’s thing exists', async (path) => {
  const { audience, input: make, proven } = PROCEDURES[path]!;
  for (const who of WHO.filter((one) => audience === 'public' || one !== 'visitor')) {
    const viewer = viewerOf(who);
    const cookie = proven && viewer ? await openFreshSession(database.ownerUrl, { userId: viewer.userId, publicUrl: platform.env.PUBLIC_URL }) : undefined;
    expect(await outcomeOf({ platform, viewer, ...(cookie && { cookie }) }, path, make()), who).toBe('NOT_FOUND');
  }
});
