import { enqueueEmail } from '@/server/modules/notifications/enqueue-email';
import { toSubscriptionEmail } from '@/server/modules/notifications/templates/subscription-email';
import type { Platform } from '@/server/platform/platform';
import type { Tasks } from '@/server/platform/queue';
import { findToldSubscription } from './subscription-views.queries';

const dateOf = (text: string | null) => (text === null ? null : new Date(text));

/** Writes to the buyer of a subscription what became of it; one reason, one message. Nobody is written to whose account is closed. May be repeated. */
export async function tellSubscriber({ db, env }: Pick<Platform, 'db' | 'env'>, { subscriptionId, kind, dedupeKey, at, amountMinor, nextAttemptAt }: Tasks['tell-subscriber']): Promise<void> {
  await db.asService('tell a subscriber', async (tx) => {
    const told = await findToldSubscription(tx, subscriptionId);
    if (!told) return;
    const { email, ...subscription } = told;
    const rendered = toSubscriptionEmail({ ...subscription, kind, at: dateOf(at), amountMinor, nextAttemptAt: dateOf(nextAttemptAt), billingUrl: `${env.PUBLIC_URL}/account/billing` });
    await enqueueEmail(tx, { ...rendered, kind: 'subscription', to: email, dedupeKey });
  });
}
