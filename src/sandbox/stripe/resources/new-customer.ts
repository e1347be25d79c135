import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';

interface CustomerFacts {
  email: string | null;
  name: string | null;
  phone: string | null;
  created: number;
}

/** A customer document. */
export function newCustomer(facts: CustomerFacts): Stripe.Customer {
  const id = newStripeId('customer');
  return {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: facts.created,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: facts.email,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: facts.name,
    next_invoice_sequence: 1,
    phone: facts.phone,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}
