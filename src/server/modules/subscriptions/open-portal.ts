import { CLICK_MS, deadlineIn } from '@/server/modules/payments/call-stripe';
import { createPortalSession } from '@/server/modules/payments/create-portal-session';
import { getSubscriptionFact } from '@/server/modules/payments/get-subscription-fact';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { OpenPortalInput } from '@/shared/contracts/subscriptions';
import { assertOwnSubscription } from './assert-own-subscription';

/** The holder, or whoever runs the organization that holds it. Stripe's own page about the card and the invoices behind a subscription; it leads back to the account. Throws NOT_FOUND, CONFLICT, UNAVAILABLE. */
export async function openPortal({ db, stripe, env }: Pick<Platform, 'db' | 'stripe' | 'env'>, { viewer, input }: { viewer: Viewer; input: OpenPortalInput }): Promise<{ url: string }> {
  const { stripeSubscriptionId } = await assertOwnSubscription(db, { viewer, subscriptionId: input.subscriptionId });
  const { customerId } = await getSubscriptionFact(stripe, { stripeSubscriptionId }, deadlineIn(CLICK_MS));
  return { url: await createPortalSession(stripe, { stripeCustomerId: customerId, returnUrl: `${env.PUBLIC_URL}/account/billing`, toCard: input.toCard }) };
}
