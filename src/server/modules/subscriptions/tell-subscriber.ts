import { notify } from '@/server/modules/notifications/notify';
import { toSubscriptionEmail } from '@/server/modules/notifications/templates/subscription-email';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { Tasks } from '@/server/platform/queue';
import { findToldSubscription } from './subscription-views.queries';

const dateOf = (text: string | null) => (text === null ? null : new Date(text));

/**
 * Tells the buyer of a subscription what became of it, or to the owners of the organization that holds it and that the buyer has left; one
 * reason, one message. Whose account is closed hears only that it ends for that. May be repeated.
 */
export async function tellSubscriber({ db, env }: Pick<Platform, 'db' | 'env'>, { subscriptionId, kind, dedupeKey, at, amountMinor, nextAttemptAt }: Tasks['tell-subscriber']): Promise<void> {
  await db.asService('tell a subscriber', async (tx) => {
    const told = await findToldSubscription(tx, subscriptionId);
    if (!told || (told.isAccountClosed && kind !== 'canceled')) return;
    const { buyerUserId, organizationId, ...subscription } = told;
    const email = toSubscriptionEmail({ ...subscription, kind, at: dateOf(at), amountMinor, nextAttemptAt: dateOf(nextAttemptAt), billingUrl: `${env.PUBLIC_URL}/account/billing` });
    await notify(tx, { to: { buyerUserId, organizationId }, type: 'subscription', title: email.subject, href: '/account/billing', dedupeKey, email, at: clock.now() });
  });
}
