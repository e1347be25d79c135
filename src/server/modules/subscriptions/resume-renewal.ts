import { CLICK_MS, deadlineIn } from '@/server/modules/payments/call-stripe';
import { getSubscriptionFact } from '@/server/modules/payments/get-subscription-fact';
import { setStripeCancellation } from '@/server/modules/payments/set-stripe-cancellation';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { assertOwnSubscription } from './assert-own-subscription';
import { readBack } from './read-back';

/** The holder, or whoever runs the organization that holds it. Takes a cancellation back that has not come yet. Repeating it changes nothing. Throws NOT_FOUND, CONFLICT when it is over or its seller has closed, UNAVAILABLE. */
export async function resumeRenewal(parts: Pick<Platform, 'db' | 'stripe'>, { viewer, subscriptionId }: { viewer: Viewer; subscriptionId: string }): Promise<void> {
  const { stripeSubscriptionId, sellerName, isSellerClosed } = await assertOwnSubscription(parts.db, { viewer, subscriptionId });
  if (isSellerClosed) throw new AppError('CONFLICT', `${sellerName} has closed, so nothing of it is paid again.`, { reason: 'seller_closed' });
  const { cancelAt, endedAt } = await getSubscriptionFact(parts.stripe, { stripeSubscriptionId }, deadlineIn(CLICK_MS));
  if (cancelAt !== null && endedAt === null) await setStripeCancellation(parts.stripe, { stripeSubscriptionId, atPeriodEnd: false });
  await readBack(parts, stripeSubscriptionId);
  if (endedAt !== null) throw new AppError('CONFLICT', 'This subscription has ended meanwhile.', { reason: 'ended' });
}
