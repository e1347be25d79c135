import { CAPABILITIES, toCapability } from '../accounts/account-state';
import type { CapabilityName } from '../accounts/account-state';
import { changeAccount } from '../accounts/change-account';
import { findAccount } from '../accounts/find-account';
import { flag, readFields } from '../core/params';
import { missingResource } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

function nameOf(call: ApiCall): CapabilityName {
  const name = CAPABILITIES.find((one) => one === call.path['capability']);
  if (name === undefined) throw missingResource('capability', call.path['capability'] ?? '');
  return name;
}

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const { hidden } = await findAccount(call.work, idOf(call));
  return toCapability(idOf(call), hidden, nameOf(call));
};

const update: Route['handle'] = async (call) => {
  const { requested } = readFields({ requested: flag() }, call.input);
  const name = nameOf(call);
  await findAccount(call.work, idOf(call));
  await changeAccount(call.work, idOf(call), ({ doc, hidden }) => {
    const { [name]: at, ...others } = hidden.requested;
    return { doc, hidden: { ...hidden, requested: (requested ?? at !== undefined) ? { ...others, [name]: at ?? call.work.now } : others } };
  });
  return toCapability(idOf(call), (await findAccount(call.work, idOf(call))).hidden, name);
};

const listAll: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const { hidden } = await findAccount(call.work, idOf(call));
  const data = CAPABILITIES.filter((name) => hidden.requested[name] !== undefined).map((name) => toCapability(idOf(call), hidden, name));
  return { object: 'list', data, has_more: false, url: `/v1/accounts/${idOf(call)}/capabilities` };
};

export const CAPABILITY_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/accounts/:id/capabilities', handle: listAll },
  { method: 'GET', path: '/v1/accounts/:id/capabilities/:capability', handle: retrieve },
  { method: 'POST', path: '/v1/accounts/:id/capabilities/:capability', handle: update },
];
