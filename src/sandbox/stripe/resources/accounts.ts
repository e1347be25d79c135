import type Stripe from 'stripe';
import { CREATE_ACCOUNT, UPDATE_ACCOUNT, mergeProfile, mergeSettings } from '../accounts/account-params';
import { changeAccount } from '../accounts/change-account';
import { createAccount, requestedBy } from '../accounts/create-account';
import { findAccount, foreignAccount, ownAccount } from '../accounts/find-account';
import { createLink } from '../accounts/account-links';
import { PAGING, createdRange, listPage } from '../core/listing';
import { mergeMetadata, oneOf, readFields, required, shape, text, webUrl } from '../core/params';
import { invalidParam, notPossible } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { balanceOf } from '../payments/balance-of';
import { actingFor } from '../core/work';
import { deleteObject } from '../store/objects';

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

const create: Route['handle'] = (call) => createAccount(call.work, readFields(CREATE_ACCOUNT, call.input));

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  return (await findAccount(call.work, idOf(call))).doc;
};

const own: Route['handle'] = (call) => {
  readFields({}, call.input);
  return ownAccount(call.work);
};

const update: Route['handle'] = async (call) => {
  const input = readFields(UPDATE_ACCOUNT, call.input);
  const { hidden: known } = await findAccount(call.work, idOf(call));
  const updated = await changeAccount(call.work, idOf(call), ({ doc, hidden }) => ({
    doc: {
      ...doc,
      business_type: input.business_type ?? doc.business_type ?? null,
      default_currency: input.default_currency ?? doc.default_currency,
      email: input.email ?? doc.email,
      metadata: mergeMetadata(doc.metadata ?? {}, input.metadata),
      ...(doc.business_profile && { business_profile: mergeProfile(doc.business_profile, input.business_profile) }),
      ...(doc.settings && { settings: mergeSettings(doc.settings, input.settings) }),
    },
    hidden: { ...hidden, requested: { ...requestedBy(call.work, input.capabilities), ...known.requested } },
  }));
  if (updated === null) throw foreignAccount(idOf(call));
  return updated;
};

const reject: Route['handle'] = async (call) => {
  const { reason } = readFields({ reason: required(oneOf('fraud', 'other', 'terms_of_service')) }, call.input);
  await findAccount(call.work, idOf(call));
  const rejected = await changeAccount(call.work, idOf(call), ({ doc, hidden }) => ({ doc, hidden: { ...hidden, rejected: reason } }));
  if (rejected === null) throw foreignAccount(idOf(call));
  return rejected;
};

const remove: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const { doc } = await findAccount(call.work, idOf(call));
  const { available, pending } = await balanceOf(actingFor(call.work, doc.id));
  if ([...available, ...pending].some(({ amount }) => amount !== 0)) throw notPossible('This account cannot be deleted: its balance is not zero.');
  await deleteObject(call.work.sql, 'account', doc.id);
  return { id: doc.id, object: 'account', deleted: true };
};

const listAll: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created } = readFields({ ...PAGING, created: createdRange() }, call.input);
  return listPage(call.work, { kind: 'account', url: '/v1/accounts', paging: { limit, starting_after, ending_before }, query: { ...created } });
};

/** The parameters of POST /v1/account_links. */
export const CREATE_ACCOUNT_LINK = {
  account: required(text()),
  collect: oneOf('currently_due', 'eventually_due'),
  collection_options: shape({ fields: oneOf('currently_due', 'eventually_due'), future_requirements: oneOf('include', 'omit') }),
  refresh_url: webUrl(),
  return_url: webUrl(),
  type: required(oneOf('account_onboarding', 'account_update')),
};

const createAccountLink: Route['handle'] = async (call) => {
  const input = readFields(CREATE_ACCOUNT_LINK, call.input);
  const { doc } = await findAccount(call.work, input.account);
  if (input.type === 'account_update') throw invalidParam('You cannot create `account_update` type Account Links for this account. Valid types are: `account_onboarding`.', { param: 'type' });
  for (const param of ['refresh_url', 'return_url'] as const) {
    if (input[param] === undefined) throw invalidParam(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }
  return createLink(call.work, { kind: 'account_link', account: doc.id, refreshUrl: input.refresh_url ?? null, returnUrl: input.return_url ?? null });
};

const createLoginLink: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const { doc } = await findAccount(call.work, idOf(call));
  if (!doc.details_submitted) throw notPossible('Cannot create a login link for an account that has not completed onboarding.');
  const { created, url } = await createLink(call.work, { kind: 'login_link', account: doc.id, refreshUrl: null, returnUrl: null });
  return { object: 'login_link', created, url } satisfies Stripe.LoginLink;
};

export const ACCOUNT_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/accounts', handle: create },
  { method: 'GET', path: '/v1/accounts', handle: listAll },
  { method: 'GET', path: '/v1/account', handle: own },
  { method: 'GET', path: '/v1/accounts/:id', handle: retrieve },
  { method: 'POST', path: '/v1/accounts/:id', handle: update },
  { method: 'DELETE', path: '/v1/accounts/:id', handle: remove },
  { method: 'POST', path: '/v1/accounts/:id/reject', handle: reject },
  { method: 'POST', path: '/v1/account_links', handle: createAccountLink },
  { method: 'POST', path: '/v1/accounts/:id/login_links', handle: createLoginLink },
];
