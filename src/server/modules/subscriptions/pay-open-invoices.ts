import { CLICK_MS, deadlineIn } from '@/server/modules/payments/call-stripe';
import { getSubscriptionFact } from '@/server/modules/payments/get-subscription-fact';
import { payStripeInvoice } from '@/server/modules/payments/pay-stripe-invoice';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { assertOwnSubscription } from './assert-own-subscription';
import { readBack } from './read-back';

/**
 * The holder, or whoever runs the organization that holds it. Charges the card for what is due, the oldest first, without waiting for Stripe's next
 * try. Answers with Stripe's page where the bank wants a word with the person, otherwise null. Repeating it charges once. Throws NOT_FOUND; CONFLICT when the card was declined; UNAVAILABLE.
 */
export async function payOpenInvoices(parts: Pick<Platform, 'db' | 'stripe'>, { viewer, subscriptionId }: { viewer: Viewer; subscriptionId: string }): Promise<{ redirectUrl: string | null }> {
  const { stripeSubscriptionId } = await assertOwnSubscription(parts.db, { viewer, subscriptionId });
  const { openInvoices } = await getSubscriptionFact(parts.stripe, { stripeSubscriptionId }, deadlineIn(CLICK_MS));
  for (const { invoiceId, payUrl } of openInvoices) {
    if ((await payStripeInvoice(parts.stripe, invoiceId)) === 'confirm') return { redirectUrl: payUrl };
  }
  await readBack(parts, stripeSubscriptionId);
  return { redirectUrl: null };
}
