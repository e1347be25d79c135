import { PAGING, createdRange, listPage } from '../core/listing';
import { readFields, text } from '../core/params';
import { missingResource } from '../core/refusal';
import type { Route } from '../core/route';
import { findObject } from '../store/objects';

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const id = call.path['id'] ?? '';
  const stored = await findObject(call.work.sql, 'application_fee', id);
  if (stored === null) throw missingResource('application fee', id);
  return stored.doc;
};

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, ...match } = readFields({ ...PAGING, charge: text(), created: createdRange() }, call.input);
  return listPage(call.work, { kind: 'application_fee', url: '/v1/application_fees', paging: { limit, starting_after, ending_before }, query: { ...created, match } });
};

export const APPLICATION_FEE_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/application_fees', handle: list },
  { method: 'GET', path: '/v1/application_fees/:id', handle: retrieve },
];
