import { forwardEvents } from '@/server/modules/analytics/forward-events';
import { rollUpEvents } from '@/server/modules/analytics/roll-up-events';
import { sweepEvents } from '@/server/modules/analytics/sweep-events';
import { learnNeighbours } from '@/server/modules/discovery/learn-neighbours';
import { refreshCandidates } from '@/server/modules/discovery/refresh-candidates';
import { sweepSignals } from '@/server/modules/discovery/sweep-signals';
import { runBooks } from '@/server/modules/books/run-books';
import { remindCarts } from '@/server/modules/carts/remind-carts';
import { sweepCarts } from '@/server/modules/carts/sweep-carts';
import { refreshCatalogCounts } from '@/server/modules/catalog/refresh-catalog-counts';
import { relistProduct } from '@/server/modules/catalog/relist-product';
import { collectOrphanPictures } from '@/server/modules/images/collect-orphan-pictures';
import { collectOrphanAssets } from '@/server/modules/ingest/collect-orphan-assets';
import { counterCreditNote } from '@/server/modules/invoicing/counter-credit-note';
import { issueCreditNote } from '@/server/modules/invoicing/issue-credit-note';
import { issueInvoices } from '@/server/modules/invoicing/issue-invoices';
import { notifyNewVersion } from '@/server/modules/entitlements/notify-new-version';
import { tellNewVersion } from '@/server/modules/favorites/tell-new-version';
import { tellPriceDrop } from '@/server/modules/favorites/tell-price-drop';
import { tellToShip } from '@/server/modules/fulfilment/tell-to-ship';
import { closeImpersonation } from '@/server/modules/impersonation/close-impersonation';
import { sweepSignIn } from '@/server/modules/identity/sweep-sign-in';
import { sweepLive } from '@/server/modules/live/sweep-live';
import { sweepAttachments } from '@/server/modules/messaging/sweep-attachments';
import { tellUnread } from '@/server/modules/messaging/tell-unread';
import { sweepNotifications } from '@/server/modules/notifications/sweep-notifications';
import { sendEmail } from '@/server/modules/notifications/send-email';
import { askSubscription } from '@/server/modules/orders/ask-subscription';
import { expireOrder } from '@/server/modules/orders/expire-order';
import { settleRefund } from '@/server/modules/orders/settle-refund';
import { sweepSubscriptions } from '@/server/modules/orders/sweep-subscriptions';
import { deliverWebhook } from '@/server/modules/outgoing-webhooks/deliver-webhook';
import { sweepDeliveries } from '@/server/modules/outgoing-webhooks/sweep-deliveries';
import { reverseTransfer } from '@/server/modules/payouts/reverse-transfer';
import { tellReview } from '@/server/modules/reviews/tell-review';
import { runPayouts } from '@/server/modules/payouts/run-payouts';
import { settlePayout } from '@/server/modules/payouts/settle-payout';
import { rollUpUsage } from '@/server/modules/platform-stats/roll-up-usage';
import { syncPlatformTiers } from '@/server/modules/platforms/sync-platform-tiers';
import { erasePerson } from '@/server/modules/privacy/erase-person';
import { exportData } from '@/server/modules/privacy/export-data';
import { sweepPrivacy } from '@/server/modules/privacy/sweep-privacy';
import { reconcileStripe } from '@/server/modules/reconciliation/reconcile-stripe';
import { sweepRuns } from '@/server/modules/prompt-runs/sweep-runs';
import { sweepSellerAccounts } from '@/server/modules/sellers/sweep-seller-accounts';
import { cancelClosed } from '@/server/modules/subscriptions/cancel-closed';
import { settleEnd } from '@/server/modules/subscriptions/settle-end';
import { tellSubscriber } from '@/server/modules/subscriptions/tell-subscriber';
import { processWebhookEvent } from '@/server/modules/webhooks/process-webhook-event';
import { tellBackInStock } from '@/server/modules/stockroom/tell-back-in-stock';
import { tellLowStock } from '@/server/modules/stockroom/tell-low-stock';
import { turnDrops } from '@/server/modules/drops/turn-drops';
import { sweepUsage } from '@/server/modules/usage/sweep-usage';
import { tellUsageLimit } from '@/server/modules/usage/tell-usage-limit';
import type { Platform } from '@/server/platform/platform';
import type { TaskName, Tasks } from '@/server/platform/queue';
import { reconcile } from './handlers/reconcile';
import { refreshPages } from './handlers/refresh-pages';

/** What a task does. Every handler may be run again for the same payload: the queue promises at least once, not exactly once. */
export type Handlers = { [Task in TaskName]: (platform: Platform, payload: Tasks[Task]) => Promise<unknown> };

export const HANDLERS: Handlers = {
  'process-webhook-event': processWebhookEvent,
  'send-email': sendEmail,
  'expire-order': expireOrder,
  'settle-refund': settleRefund,
  'reverse-transfer': reverseTransfer,
  'run-payouts': runPayouts,
  'settle-payout': settlePayout,
  'issue-invoices': issueInvoices,
  'issue-credit-note': issueCreditNote,
  'counter-credit-note': counterCreditNote,
  'notify-new-version': async (platform, payload) => {
    await notifyNewVersion(platform, payload);
    await tellNewVersion(platform, payload);
  },
  'reconcile-orders': reconcile,
  'collect-orphan-assets': async (platform) => {
    await collectOrphanAssets(platform);
    await collectOrphanPictures(platform);
  },
  'sweep-sign-in': sweepSignIn,
  'export-data': exportData,
  'erase-person': erasePerson,
  'sweep-privacy': sweepPrivacy,
  'sweep-carts': sweepCarts,
  'end-impersonation': closeImpersonation,
  'sweep-live': sweepLive,
  'tell-unread': tellUnread,
  'sweep-attachments': sweepAttachments,
  'sweep-sellers': sweepSellerAccounts,
  'check-books': runBooks,
  'reconcile-stripe': reconcileStripe,
  'count-catalogue': refreshCatalogCounts,
  'tell-low-stock': tellLowStock,
  'tell-back-in-stock': tellBackInStock,
  'turn-drops': turnDrops,
  'tell-usage-limit': tellUsageLimit,
  'sweep-usage': sweepUsage,
  'relist-product': relistProduct,
  'tell-review': tellReview,
  'tell-price-drop': tellPriceDrop,
  'cancel-subscription': settleEnd,
  'cancel-closed': cancelClosed,
  'ask-subscription': askSubscription,
  'sweep-subscriptions': sweepSubscriptions,
  'tell-subscriber': tellSubscriber,
  'sync-tier-prices': syncPlatformTiers,
  'deliver-webhook': deliverWebhook,
  'sweep-deliveries': sweepDeliveries,
  'roll-up-usage': rollUpUsage,
  'sweep-signals': sweepSignals,
  'refresh-candidates': refreshCandidates,
  'learn-neighbours': learnNeighbours,
  'sweep-notifications': sweepNotifications,
  'tell-to-ship': tellToShip,
  'roll-up-events': rollUpEvents,
  'sweep-events': sweepEvents,
  'sweep-prompt-runs': sweepRuns,
  'forward-events': forwardEvents,
  'remind-carts': remindCarts,
  'refresh-pages': async (platform) => {
    await refreshCatalogCounts(platform);
    await refreshPages(platform);
  },
};
