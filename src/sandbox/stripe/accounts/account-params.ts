import type Stripe from 'stripe';
import { email, flag, integer, metadata, oneOf, shape, text, webUrl } from '../core/params';
import type { Field, ValuesOf } from '../core/params';
import { notInDouble } from '../core/refusal';
import { ADDRESS, toAddress } from '../resources/address';
import { CURRENCY } from '../resources/price-params';

const CAPABILITY = shape({ requested: flag() });

/** Something Stripe takes and the double refuses, rather than ignore it. */
function refused(what: string): Field<undefined> {
  return {
    read: (value, param) => {
      if (value !== undefined) throw notInDouble(what, param);
      return undefined;
    },
  };
}

const SHARED = {
  account_token: refused('account tokens'),
  business_profile: shape({
    mcc: text({ max: 4 }), name: text(), product_description: text({ max: 40_000 }), support_address: ADDRESS, support_email: email(), support_phone: text(), support_url: webUrl(), url: webUrl(),
  }),
  business_type: oneOf('company', 'government_entity', 'individual', 'non_profit'),
  capabilities: shape({ card_payments: CAPABILITY, transfers: CAPABILITY }),
  company: refused('company details through the API'),
  default_currency: CURRENCY,
  documents: refused('documents'),
  email: email(),
  external_account: refused('bank accounts through the API'),
  groups: refused('pricing groups'),
  individual: refused('personal details through the API'),
  metadata: metadata(),
  settings: shape({
    payouts: shape({
      debit_negative_balances: flag(),
      schedule: shape({ delay_days: text(), interval: oneOf('daily', 'manual', 'monthly', 'weekly'), monthly_anchor: integer({ min: 1, max: 31 }), weekly_anchor: oneOf('friday', 'monday', 'saturday', 'sunday', 'thursday', 'tuesday', 'wednesday') }),
      statement_descriptor: text({ max: 22 }),
    }),
  }),
  tos_acceptance: shape({ date: integer(), ip: text(), service_agreement: oneOf('full', 'recipient'), user_agent: text() }),
};

/** The parameters of POST /v1/accounts. */
export const CREATE_ACCOUNT = {
  ...SHARED,
  controller: shape({
    fees: shape({ payer: oneOf('account', 'application') }),
    losses: shape({ payments: oneOf('application', 'stripe') }),
    requirement_collection: oneOf('application', 'stripe'),
    stripe_dashboard: shape({ type: oneOf('express', 'full', 'none') }),
  }),
  country: text({ max: 2 }),
  type: oneOf('custom', 'express', 'standard'),
};

/** The parameters of POST /v1/accounts/{id}. */
export const UPDATE_ACCOUNT = SHARED;

export type CreateAccountInput = ValuesOf<typeof CREATE_ACCOUNT>;
export type UpdateAccountInput = ValuesOf<typeof UPDATE_ACCOUNT>;

/** `business_profile` after applying what was sent. */
export function mergeProfile(stored: Stripe.Account.BusinessProfile, sent: UpdateAccountInput['business_profile']): Stripe.Account.BusinessProfile {
  if (sent === undefined) return stored;
  const { support_address: address, ...plain } = sent;
  const changed = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  return { ...stored, ...changed, ...(address !== undefined && { support_address: toAddress(address) }) };
}

/** `settings` after applying what was sent. */
export function mergeSettings(stored: Stripe.Account.Settings, sent: UpdateAccountInput['settings']): Stripe.Account.Settings {
  const payouts = sent?.payouts;
  if (payouts === undefined || stored.payouts === undefined) return stored;
  const { delay_days: delay, interval, monthly_anchor: monthly, weekly_anchor: weekly } = payouts.schedule ?? {};
  const schedule = { ...stored.payouts.schedule, ...(interval !== undefined && { interval }), ...(monthly !== undefined && { monthly_anchor: monthly }), ...(weekly !== undefined && { weekly_anchor: weekly }) };
  if (delay !== undefined && delay !== 'minimum') schedule.delay_days = Number(delay);
  return {
    ...stored,
    payouts: {
      debit_negative_balances: payouts.debit_negative_balances ?? stored.payouts.debit_negative_balances,
      schedule,
      statement_descriptor: payouts.statement_descriptor ?? stored.payouts.statement_descriptor,
    },
  };
}
