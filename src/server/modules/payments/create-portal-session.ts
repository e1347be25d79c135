import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn, type Deadline } from './call-stripe';

const NAME = 'Latchkey billing';
const FEATURES: Stripe.BillingPortal.ConfigurationCreateParams.Features = {
  payment_method_update: { enabled: true },
  invoice_history: { enabled: true },
  // Plans are changed and ended with us, where it is said what that costs and closes.
  subscription_cancel: { enabled: false },
  subscription_update: { enabled: false },
};
// Per client, because a key change is another Stripe account.
const known = new WeakMap<Stripe, string>();

/** The portal as we allow it, made once per account. Two made at once are both good. */
async function ensureConfiguration(stripe: Stripe, deadline: Deadline): Promise<string> {
  const cached = known.get(stripe);
  if (cached) return cached;
  const { data } = await callStripe((options) => stripe.billingPortal.configurations.list({ active: true, limit: 100 }, options), deadline);
  const found = data.find(({ name }) => name === NAME);
  const { id } = found ?? (await callStripe((options) => stripe.billingPortal.configurations.create({ name: NAME, features: FEATURES }, { ...options, idempotencyKey: 'portal-configuration' }), deadline));
  known.set(stripe, id);
  return id;
}

export interface PortalToOpen {
  stripeCustomerId: string;
  returnUrl: string;
  /** Leads straight to the card and back; otherwise to the portal's first page. */
  toCard: boolean;
}

/** The address of Stripe's own page about a customer's card and invoices; works for an hour. Throws UNAVAILABLE. */
export async function createPortalSession(stripe: Stripe, { stripeCustomerId, returnUrl, toCard }: PortalToOpen): Promise<string> {
  const deadline = deadlineIn(CLICK_MS);
  const configuration = await ensureConfiguration(stripe, deadline);
  const flow: Stripe.BillingPortal.SessionCreateParams.FlowData = { type: 'payment_method_update', after_completion: { type: 'redirect', redirect: { return_url: `${returnUrl}?card=changed` } } };
  const params = { customer: stripeCustomerId, configuration, return_url: returnUrl, ...(toCard && { flow_data: flow }) };
  const { url } = await callStripe((options) => stripe.billingPortal.sessions.create(params, options), deadline);
  return url;
}
