import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import { mergeMetadata } from '../core/params';
import { invalidParam, notInDouble, onlyOneOf } from '../core/refusal';
import type { Work } from '../core/work';
import { insertObject } from '../store/objects';
import { PLATFORM } from '../store/transaction';
import { mergeProfile, mergeSettings } from './account-params';
import type { CreateAccountInput } from './account-params';
import { CAPABILITIES, deriveAccount } from './account-state';
import type { AccountState } from './account-state';
import { currencyOfCountry } from './countries';
import { newAccount } from './new-account';

/** Makes a connected account with the Express dashboard. Throws for the other kinds, which the double lacks. */
export async function createAccount(work: Work, input: CreateAccountInput): Promise<Stripe.Account> {
  if (work.account !== PLATFORM) throw invalidParam('Connected accounts cannot create accounts.', { param: 'type' });
  const country = input.country ?? 'US';
  const currency = currencyOfCountry(country);
  if (currency === null) throw invalidParam(`Country '${country}' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US', 'EG', or 'GB'.`, { param: 'country' });
  const account = newAccount({
    id: newStripeId('account'), type: 'express', country, currency: input.default_currency ?? currency, email: input.email ?? null, created: work.now, controller: controllerOf(input),
  });
  const filled: Stripe.Account = {
    ...account,
    business_type: input.business_type ?? null,
    metadata: mergeMetadata({}, input.metadata),
    ...(account.business_profile && { business_profile: mergeProfile(account.business_profile, input.business_profile) }),
    ...(account.settings && { settings: mergeSettings(account.settings, input.settings) }),
    tos_acceptance: { ...account.tos_acceptance, ...(input.tos_acceptance?.service_agreement !== undefined && { service_agreement: input.tos_acceptance.service_agreement }) },
  };
  const state: AccountState = { submitted: false, verifying: false, due: [], rejected: null, requested: requestedBy(work, input.capabilities), forced: {}, reserves: false };
  const doc = deriveAccount(filled, state);
  await insertObject(work.sql, 'account', { doc, hidden: state });
  return doc;
}

/** When each capability was asked for: now, where the parameters ask. */
export function requestedBy(work: Work, sent: CreateAccountInput['capabilities']): AccountState['requested'] {
  return Object.fromEntries(CAPABILITIES.filter((name) => sent?.[name]?.requested === true).map((name) => [name, work.now]));
}

function controllerOf(input: CreateAccountInput): Stripe.Account.Controller {
  if (input.type !== undefined && input.controller !== undefined) throw onlyOneOf('controller', 'type');
  const express = input.type === 'express' || input.controller?.stripe_dashboard?.type === 'express';
  if (!express) throw notInDouble('accounts without the Express dashboard', input.type === undefined ? 'controller[stripe_dashboard][type]' : 'type');
  const { fees, losses, requirement_collection: collection } = input.controller ?? {};
  if (collection === 'application') throw invalidParam('Accounts with the Express dashboard must have `requirement_collection` set to `stripe`.', { param: 'controller[requirement_collection]' });
  return {
    type: 'application',
    is_controller: true,
    fees: { payer: fees?.payer ?? 'application' },
    losses: { payments: losses?.payments ?? 'application' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'express' },
  };
}
