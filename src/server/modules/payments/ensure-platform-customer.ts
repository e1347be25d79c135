import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { callStripe, type Deadline } from './call-stripe';

/** A platform's customer as it becomes known at Stripe. */
export interface PlatformCustomerToEnsure {
  customerId: string;
  platformId: string;
  externalId: string;
  mode: 'preview' | 'live';
  email: string | null;
  name: string | null;
  /** The developer's account; null: our own. */
  stripeAccountId: string | null;
}

/** Makes a platform's customer at Stripe, once: the key is the customer and what is said of it. Throws UNAVAILABLE, or Stripe's refusal. */
export async function ensurePlatformCustomer(stripe: Stripe, customer: PlatformCustomerToEnsure, deadline: Deadline): Promise<string> {
  const { customerId, platformId, externalId, mode, email, name, stripeAccountId } = customer;
  const params: Stripe.CustomerCreateParams = { ...(email !== null && { email }), ...(name !== null && { name }), metadata: { platform_id: platformId, customer_id: customerId, external_id: externalId, mode } };
  const idempotencyKey = `platform-customer:${customerId}:${createHash('sha256').update(JSON.stringify(params)).digest('hex').slice(0, 16)}`;
  const made = await callStripe((options) => stripe.customers.create(params, { ...options, ...(stripeAccountId !== null && { stripeAccount: stripeAccountId }), idempotencyKey }), deadline);
  return made.id;
}
