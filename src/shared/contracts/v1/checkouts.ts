import { z } from 'zod';
import { CustomerCheckout } from '../platform-views';
import { ExternalId, OpenCustomerCheckoutInput, TierSlug } from '../platforms';
import type { ApiOperation } from './operation';

export const Checkout = CustomerCheckout.extend({
  url: z.string().describe('Send your customer there.'),
  checkoutId: z.string().describe('Stripe’s id of the session.'),
});
export type Checkout = z.infer<typeof Checkout>;

const { successUrl, cancelUrl } = OpenCustomerCheckoutInput.shape;
export const OpenCheckoutBody = z.strictObject({
  customer: ExternalId.describe('Your own name for the customer. Somebody new is made a customer.'),
  tier: TierSlug.describe('Slug of the tier to subscribe to.'),
  successUrl: successUrl.describe('Where the customer comes back to after paying.'),
  cancelUrl: cancelUrl.describe('Where the customer comes back to without paying.'),
});
export type OpenCheckoutBody = z.infer<typeof OpenCheckoutBody>;

export const openCheckout = {
  id: 'openCheckout', group: 'Checkouts', method: 'POST', path: '/checkouts',
  summary: 'Open a checkout for a customer',
  description: 'Opens Stripe’s page on which your customer subscribes to a tier. A live key charges through your own Stripe account, a preview key through the marketplace’s test account. Once paid, the customer’s next call counts against the new tier.',
  access: { by: 'platform', scope: 'checkout:write' },
  body: OpenCheckoutBody, status: 201, answer: Checkout,
  examples: {
    body: { customer: 'user_1842', tier: 'pro', successUrl: 'https://app.example.com/welcome', cancelUrl: 'https://app.example.com/pricing' },
    answer: { url: 'https://checkout.stripe.com/c/pay/cs_test_a1b2c3', checkoutId: 'cs_test_a1b2c3' },
  },
  errors: [{ code: 'CONFLICT', message: 'This customer is subscribed already.', details: { reason: 'subscribed' } }],
} as const satisfies ApiOperation;
