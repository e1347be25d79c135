import { enqueueEmail } from '@/server/modules/notifications/enqueue-email';
import { toSubscriptionEmail } from '@/server/modules/notifications/templates/subscription-email';
import type { Platform } from '@/server/platform/platform';
import type { Tasks } from '@/server/platform/queue';
import { listReceivers } from '@/server/modules/organizations/list-receivers';
import { findToldSubscription } from './subscription-views.queries';

const dateOf = (text: string | null) => (text === null ? null : new Date(text));

/**
 * Writes to the buyer of a subscription what became of it, or to the owners of the organization that holds it and that the buyer has left; one
 * reason, one message. Whose account is closed hears only that it ends for that. May be repeated.
 */
export async function tellSubscriber({ db, env }: Pick<Platform, 'db' | 'env'>, { subscriptionId, kind, dedupeKey, at, amountMinor, nextAttemptAt }: Tasks['tell-subscriber']): Promise<void> {
  await db.asService('tell a subscriber', async (tx) => {
    const told = await findToldSubscription(tx, subscriptionId);
    if (!told || (told.isAccountClosed && kind !== 'canceled')) return;
    const { buyerUserId, email, organizationId, ...subscription } = told;
    const rendered = toSubscriptionEmail({ ...subscription, kind, at: dateOf(at), amountMinor, nextAttemptAt: dateOf(nextAttemptAt), billingUrl: `${env.PUBLIC_URL}/account/billing` });
    for (const receiver of await listReceivers(tx, { buyer: { userId: buyerUserId, email }, organizationId, dedupeKey })) {
      await enqueueEmail(tx, { ...rendered, kind: 'subscription', to: receiver.email, dedupeKey: receiver.dedupeKey });
    }
  });
}
