import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import { EMPTY_ADDRESS } from '../resources/address';
import { testCardOf } from './test-cards';

/** How a buyer pays, as the hosted page collected it. */
export type Means =
  | { kind: 'card'; number: string; expMonth: number; expYear: number }
  | { kind: 'bank'; type: 'sepa_debit' | 'us_bank_account'; account: string };

export interface Buyer {
  email: string;
  name: string | null;
  phone: string | null;
  address: Stripe.Address | null;
}

function fingerprintOf(number: string): string {
  return createHash('sha256').update(number).digest('base64url').replace(/[-_]/g, 'x').slice(0, 16);
}

/** `billing_details` as charges and payment methods carry it. */
export function billingDetails(buyer: Buyer): Stripe.Charge.BillingDetails {
  return { address: buyer.address ?? EMPTY_ADDRESS, email: buyer.email, name: buyer.name, phone: buyer.phone, tax_id: null };
}

/** A payment method document. */
export function newPaymentMethod(means: Means, options: { buyer: Buyer; customer: string | null; created: number }): Stripe.PaymentMethod {
  const base = {
    id: newStripeId('payment_method'),
    object: 'payment_method' as const,
    allow_redisplay: 'limited' as const,
    billing_details: billingDetails(options.buyer),
    created: options.created,
    customer: options.customer,
    customer_account: null,
    livemode: false,
    metadata: {},
  };
  if (means.kind === 'card') return { ...base, type: 'card', card: cardOf(means) };
  if (means.type === 'sepa_debit') return { ...base, type: 'sepa_debit', sepa_debit: sepaOf(means.account) };
  return { ...base, type: 'us_bank_account', us_bank_account: { ...bankOf(means.account), financial_connections_account: null, networks: null, status_details: null } };
}

function cardOf(means: Extract<Means, { kind: 'card' }>): Stripe.PaymentMethod.Card {
  const { brand } = testCardOf(means.number);
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    display_brand: brand,
    exp_month: means.expMonth,
    exp_year: means.expYear,
    fingerprint: fingerprintOf(means.number),
    funding: 'credit',
    generated_from: null,
    last4: means.number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function sepaOf(account: string): Stripe.PaymentMethod.SepaDebit {
  return {
    bank_code: account.slice(4, 9),
    branch_code: '',
    country: account.slice(0, 2),
    fingerprint: fingerprintOf(account),
    generated_from: { charge: null, setup_attempt: null },
    last4: account.slice(-4),
  };
}

function bankOf(account: string) {
  return {
    account_holder_type: 'individual',
    account_type: 'checking',
    bank_name: 'STRIPE TEST BANK',
    fingerprint: fingerprintOf(account),
    last4: account.slice(-4),
    routing_number: '110000000',
  } as const;
}

/** `payment_method_details` of the charge made with it. */
export function chargeDetails(method: Stripe.PaymentMethod, amount: number): Stripe.Charge.PaymentMethodDetails {
  if (method.sepa_debit !== undefined) {
    const { bank_code, branch_code, country, fingerprint, last4 } = method.sepa_debit;
    return { type: 'sepa_debit', sepa_debit: { bank_code, branch_code, country, fingerprint, last4, mandate: null } };
  }
  if (method.us_bank_account !== undefined) {
    const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } = method.us_bank_account;
    return { type: 'us_bank_account', us_bank_account: { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number, mandate: undefined, payment_reference: null } };
  }
  const card = method.card;
  if (card === undefined) return { type: method.type };
  return {
    type: 'card',
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint,
      funding: card.funding,
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_transaction_id: null,
      regulated_status: 'unregulated',
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}
