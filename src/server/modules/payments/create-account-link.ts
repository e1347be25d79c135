import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn } from './call-stripe';

/**
 * The address of Stripe's own pages where a seller says who it is and where its money goes. It works once and for minutes; when it does not any
 * more, Stripe sends the browser to `refreshUrl`. Coming back to `returnUrl` does not mean that anything is done: ask the account.
 */
export async function createAccountLink(stripe: Stripe, link: { stripeAccountId: string; refreshUrl: string; returnUrl: string }): Promise<string> {
  const { stripeAccountId, refreshUrl, returnUrl } = link;
  const params: Stripe.AccountLinkCreateParams = { account: stripeAccountId, type: 'account_onboarding', refresh_url: refreshUrl, return_url: returnUrl };
  const { url } = await callStripe((options) => stripe.accountLinks.create(params, options), deadlineIn(CLICK_MS));
  return url;
}
