import type Stripe from 'stripe';
import { Refusal } from '../core/refusal';
import { actingFor } from '../core/work';
import type { Work } from '../core/work';
import { findObject } from '../store/objects';
import type { Stored } from '../store/objects';
import { PLATFORM } from '../store/transaction';
import type { Sql } from '../store/transaction';
import { newAccount } from './new-account';

/** The account of the key itself. */
const PLATFORM_ACCOUNT: Stripe.Account = {
  ...newAccount({ id: 'acct_1platformOfThisKey', type: 'standard', country: 'US', currency: 'usd', email: null, created: 1_700_000_000, controller: { type: 'account' } }),
  capabilities: { card_payments: 'active', transfers: 'active' },
  charges_enabled: true,
  details_submitted: true,
  payouts_enabled: true,
};

/** 403: the key has nothing to do with this account. */
export function foreignAccount(id: string): Refusal {
  return new Refusal({
    status: 403, type: 'invalid_request_error', code: 'account_invalid', saved: false,
    message: `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
  });
}

/** The account the work acts for. */
export async function ownAccount(work: Work): Promise<Stripe.Account> {
  if (work.account === PLATFORM) return PLATFORM_ACCOUNT;
  const stored = await findObject(actingFor(work, PLATFORM).sql, 'account', work.account);
  if (stored === null) throw foreignAccount(work.account);
  return stored.doc;
}

/** A connected account; the platform sees all of them, an account only itself. Throws 403 otherwise. */
export async function findAccount(work: Work, id: string): Promise<Stored<'account'>> {
  const stored = work.account === PLATFORM || work.account === id ? await findObject(actingFor(work, PLATFORM).sql, 'account', id) : null;
  if (stored === null) throw foreignAccount(id);
  return stored;
}

/** The account a `Stripe-Account` header names. Throws 403 for one that is not connected. */
export async function accountFromHeader(sql: Sql, header: string | string[] | undefined): Promise<string> {
  if (header === undefined || header === PLATFORM_ACCOUNT.id) return PLATFORM;
  const id = String(header);
  if ((await findObject(sql, 'account', id)) === null) throw foreignAccount(id);
  return id;
}
