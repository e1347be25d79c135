import { CLICK_MS, deadlineIn } from '@/server/modules/payments/call-stripe';
import { getSubscriptionFact } from '@/server/modules/payments/get-subscription-fact';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { DueView } from '@/shared/contracts/subscriptions';
import { assertOwnSubscription } from './assert-own-subscription';

/** The holder, or whoever runs the organization that holds it. What is left to pay of the invoices that are open at Stripe, whatever the plan costs now. Throws NOT_FOUND, CONFLICT, UNAVAILABLE. */
export async function findDue({ db, stripe }: Pick<Platform, 'db' | 'stripe'>, { viewer, subscriptionId }: { viewer: Viewer; subscriptionId: string }): Promise<DueView> {
  const { stripeSubscriptionId, plan } = await assertOwnSubscription(db, { viewer, subscriptionId });
  const { openInvoices } = await getSubscriptionFact(stripe, { stripeSubscriptionId }, deadlineIn(CLICK_MS));
  return { amountMinor: openInvoices.reduce((sum, { amountMinor }) => sum + amountMinor, 0), currency: plan.currency };
}
