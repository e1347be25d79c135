import type { Expandable } from '../core/expand';
import { PAGING, listPage } from '../core/listing';
import { flag, readFields } from '../core/params';
import { invalidParam, missingResource } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { emit } from '../events/emit';
import { CONFIGURATION } from '../portal/configuration-params';
import { CREATE_PORTAL_SESSION, createPortalSession } from '../portal/create-session';
import { newConfiguration, withInput } from '../portal/new-configuration';
import { findObject, insertObject, lockObject, updateDocument } from '../store/objects';

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

const create: Route['handle'] = async ({ work, input: tree }) => {
  const input = readFields(CONFIGURATION, tree);
  if (input.features === undefined) throw invalidParam('Missing required param: features.', { code: 'parameter_missing', param: 'features' });
  const configuration = withInput(newConfiguration(work.now), input, work.now);
  await insertObject(work.sql, 'billing_portal.configuration', { doc: configuration, hidden: {} });
  emit(work, 'billing_portal.configuration.created', configuration);
  return configuration;
};

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'billing_portal.configuration', idOf(call));
  if (stored === null) throw missingResource('configuration', idOf(call));
  return stored.doc;
};

const update: Route['handle'] = async (call) => {
  const { active, ...input } = readFields({ ...CONFIGURATION, active: flag() }, call.input);
  const stored = await lockObject(call.work.sql, 'billing_portal.configuration', idOf(call));
  if (stored === null) throw missingResource('configuration', idOf(call));
  const updated = { ...withInput(stored.doc, input, call.work.now), active: active ?? stored.doc.active };
  await updateDocument(call.work.sql, 'billing_portal.configuration', updated);
  emit(call.work, 'billing_portal.configuration.updated', updated);
  return updated;
};

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, ...match } = readFields({ ...PAGING, active: flag(), is_default: flag() }, call.input);
  return listPage(call.work, { kind: 'billing_portal.configuration', url: '/v1/billing_portal/configurations', paging: { limit, starting_after, ending_before }, query: { match } });
};

const createSession: Route['handle'] = (call) => createPortalSession(call.work, readFields(CREATE_PORTAL_SESSION, call.input));

export const PORTAL_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/billing_portal/configurations', handle: create },
  { method: 'GET', path: '/v1/billing_portal/configurations', handle: list },
  { method: 'GET', path: '/v1/billing_portal/configurations/:id', handle: retrieve },
  { method: 'POST', path: '/v1/billing_portal/configurations/:id', handle: update },
  { method: 'POST', path: '/v1/billing_portal/sessions', handle: createSession },
];

export const PORTAL_EXPANDABLE: Expandable = { configuration: 'billing_portal.configuration' };
