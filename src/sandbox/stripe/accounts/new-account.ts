import type Stripe from 'stripe';
import { noRequirements } from './account-state';

interface AccountFacts {
  id: string;
  type: 'express' | 'standard';
  country: string;
  currency: string;
  email: string | null;
  created: number;
  controller: Stripe.Account.Controller;
}

const NO_NAMES = { statement_descriptor: null, statement_descriptor_kana: null, statement_descriptor_kanji: null, statement_descriptor_prefix_kana: null, statement_descriptor_prefix_kanji: null };

/** An account document before anything is known about its owner. */
export function newAccount(facts: AccountFacts): Stripe.Account {
  return {
    id: facts.id,
    object: 'account',
    business_profile: {
      annual_revenue: null, estimated_worker_count: null, mcc: null, minority_owned_business_designation: null, name: null, product_description: null, specified_commercial_transactions_act_url: null,
      support_address: null, support_email: null, support_phone: null, support_url: null, url: null,
    },
    business_type: null,
    capabilities: {},
    charges_enabled: false,
    controller: facts.controller,
    country: facts.country,
    created: facts.created,
    default_currency: facts.currency,
    details_submitted: false,
    email: facts.email,
    external_accounts: { object: 'list', data: [], has_more: false, url: `/v1/accounts/${facts.id}/external_accounts` },
    future_requirements: noRequirements(),
    metadata: {},
    payouts_enabled: false,
    requirements: noRequirements(),
    settings: newSettings(facts.country),
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: facts.type,
  };
}

function newSettings(country: string): Stripe.Account.Settings {
  return {
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_issuing: { tos_acceptance: { date: null, ip: null } },
    card_payments: { decline_on: { avs_failure: false, cvc_failure: false }, statement_descriptor_prefix: null, statement_descriptor_prefix_kana: null, statement_descriptor_prefix_kanji: null },
    dashboard: { display_name: null, timezone: 'Etc/UTC' },
    invoices: { default_account_tax_ids: null, hosted_payment_method_save: null },
    payments: NO_NAMES,
    payouts: { debit_negative_balances: country === 'US', schedule: { delay_days: 2, interval: 'daily' }, statement_descriptor: null },
    sepa_debit_payments: {},
  };
}

/** The bank account that test data on the hosted form stands for. */
export function testBankAccount(account: Stripe.Account, id: string): Stripe.BankAccount {
  return {
    id,
    object: 'bank_account',
    account: account.id,
    account_holder_name: 'Jane Austen',
    account_holder_type: 'individual',
    account_type: null,
    available_payout_methods: ['standard'],
    bank_name: 'STRIPE TEST BANK',
    country: account.country ?? 'US',
    currency: account.default_currency ?? 'usd',
    customer: null,
    default_for_currency: true,
    fingerprint: 'AuoSJ18zsVWV9SPc',
    future_requirements: null,
    last4: '6789',
    metadata: {},
    requirements: null,
    routing_number: '110000000',
    status: 'new',
  };
}
