import { accountRouter } from './routers/account';
import { adminRouter } from './routers/admin';
import { apiPlansRouter } from './routers/api-plans';
import { bundlesRouter } from './routers/bundles';
import { cartRouter } from './routers/cart';
import { catalogRouter } from './routers/catalog';
import { couponsRouter } from './routers/coupons';
import { discoveryRouter } from './routers/discovery';
import { dropsRouter } from './routers/drops';
import { entitlementsRouter } from './routers/entitlements';
import { favoritesRouter } from './routers/favorites';
import { fulfilmentRouter } from './routers/fulfilment';
import { impersonationRouter } from './routers/impersonation';
import { inventoryRouter } from './routers/inventory';
import { invoicesRouter } from './routers/invoices';
import { liveRouter } from './routers/live';
import { notificationsRouter } from './routers/notifications';
import { messagesRouter } from './routers/messages';
import { moderationRouter } from './routers/moderation';
import { ordersRouter } from './routers/orders';
import { organizationsRouter } from './routers/organizations';
import { payoutsRouter } from './routers/payouts';
import { platformStatsRouter } from './routers/platform-stats';
import { platformsRouter } from './routers/platforms';
import { privacyRouter } from './routers/privacy';
import { productsRouter } from './routers/products';
import { promptRunsRouter } from './routers/prompt-runs';
import { referenceRouter } from './routers/reference';
import { reviewsRouter } from './routers/reviews';
import { securityRouter } from './routers/security';
import { sellersRouter } from './routers/sellers';
import { sellerStatsRouter } from './routers/seller-stats';
import { shippingRouter } from './routers/shipping';
import { tokensRouter } from './routers/tokens';
import { webhookEndpointsRouter } from './routers/webhook-endpoints';
import { subscriptionsRouter } from './routers/subscriptions';
import { router } from './trpc';

/** Every procedure of the product. A router is a noun; each of its procedures is one verb of a module. */
export const appRouter = router({
  account: accountRouter,
  admin: adminRouter,
  apiPlans: apiPlansRouter,
  bundles: bundlesRouter,
  cart: cartRouter,
  catalog: catalogRouter,
  coupons: couponsRouter,
  discovery: discoveryRouter,
  drops: dropsRouter,
  entitlements: entitlementsRouter,
  favorites: favoritesRouter,
  fulfilment: fulfilmentRouter,
  impersonation: impersonationRouter,
  inventory: inventoryRouter,
  invoices: invoicesRouter,
  live: liveRouter,
  notifications: notificationsRouter,
  messages: messagesRouter,
  moderation: moderationRouter,
  orders: ordersRouter,
  organizations: organizationsRouter,
  payouts: payoutsRouter,
  platformStats: platformStatsRouter,
  platforms: platformsRouter,
  privacy: privacyRouter,
  products: productsRouter,
  promptRuns: promptRunsRouter,
  reference: referenceRouter,
  reviews: reviewsRouter,
  security: securityRouter,
  sellers: sellersRouter,
  sellerStats: sellerStatsRouter,
  shipping: shippingRouter,
  subscriptions: subscriptionsRouter,
  tokens: tokensRouter,
  webhookEndpoints: webhookEndpointsRouter,
});

export type AppRouter = typeof appRouter;
