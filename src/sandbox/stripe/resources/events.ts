import { PAGING, createdRange, listPage } from '../core/listing';
import { flag, list, readFields, text } from '../core/params';
import { missingResource, onlyOneOf } from '../core/refusal';
import type { Route } from '../core/route';
import { findObject } from '../store/objects';

const THIRTY_DAYS = 30 * 24 * 60 * 60;

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const id = call.path['id'] ?? '';
  const stored = await findObject(call.work.sql, 'event', id);
  if (stored === null || stored.doc.created < call.work.now - THIRTY_DAYS) throw missingResource('event', id);
  return stored.doc;
};

const listAll: Route['handle'] = (call) => {
  const fields = { ...PAGING, created: createdRange(), delivery_success: flag(), type: text(), types: list(text(), { max: 20 }) };
  const { limit, starting_after, ending_before, created, type, types } = readFields(fields, call.input);
  if (type !== undefined && types !== undefined) throw onlyOneOf('type', 'types');
  const wanted = type === undefined ? types : [type];
  const createdFrom = Math.max(created?.createdFrom ?? 0, call.work.now - THIRTY_DAYS);
  const anyOf = wanted === undefined ? undefined : { field: 'type', values: wanted };
  return listPage(call.work, { kind: 'event', url: '/v1/events', paging: { limit, starting_after, ending_before }, query: { ...created, createdFrom, anyOf } });
};

export const EVENT_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/events', handle: listAll },
  { method: 'GET', path: '/v1/events/:id', handle: retrieve },
];
