import { sweepOutbox } from '@/server/modules/notifications/sweep-outbox';
import { reconcileOrders } from '@/server/modules/orders/reconcile-orders';
import { sweepPayouts } from '@/server/modules/payouts/sweep-payouts';
import { collectMissedEvents } from '@/server/modules/webhooks/collect-missed-events';
import { sweepInbox } from '@/server/modules/webhooks/sweep-inbox';
import type { Platform } from '@/server/platform/platform';

/** Everything that puts right what broke off, in one job: first what needs the database alone, then what asks Stripe. */
export async function reconcile(platform: Platform): Promise<void> {
  await sweepInbox(platform.db);
  await sweepOutbox(platform.db);
  await sweepPayouts(platform.db);
  await collectMissedEvents(platform);
  await reconcileOrders(platform);
}
