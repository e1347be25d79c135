import { PAGING, listPage } from '../core/listing';
import { clearable, flag, list, mergeMetadata, metadata, readFields, required, text, webUrl } from '../core/params';
import { invalidParam, missingResource } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { isLoopbackUrl, newEndpoint } from '../events/endpoints';
import { deleteObject, findObject, insertObject, listObjects, lockObject, updateDocument } from '../store/objects';

const LARGEST_COUNT = 16;
const SHARED = { description: clearable(text()), metadata: metadata() };

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

function refuseOutside(url: string): void {
  if (!isLoopbackUrl(url)) throw invalidParam('Invalid URL: this stand-in for Stripe sends webhooks to loopback addresses only.', { code: 'url_invalid', param: 'url' });
}

const create: Route['handle'] = async ({ work, input: tree }) => {
  const fields = { ...SHARED, api_version: text(), connect: flag(), enabled_events: required(list(text(), { max: 300 })), url: required(webUrl()) };
  const input = readFields(fields, tree);
  refuseOutside(input.url);
  const existing = await listObjects(work.sql, 'webhook_endpoint', { limit: LARGEST_COUNT });
  if (existing.length >= LARGEST_COUNT) throw invalidParam(`You have reached the maximum of ${LARGEST_COUNT} test webhook endpoints.`);
  const endpoint = newEndpoint({ url: input.url, enabledEvents: input.enabled_events, audience: input.connect === true ? 'connected' : 'platform', created: work.now });
  const doc = { ...endpoint.doc, description: input.description ?? null, metadata: mergeMetadata({}, input.metadata) };
  await insertObject(work.sql, 'webhook_endpoint', { doc, hidden: endpoint.hidden });
  // The secret is shown this once.
  return { ...doc, secret: endpoint.hidden.secrets[0] };
};

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'webhook_endpoint', idOf(call));
  if (stored === null) throw missingResource('webhook endpoint', idOf(call));
  return stored.doc;
};

const update: Route['handle'] = async (call) => {
  const input = readFields({ ...SHARED, disabled: flag(), enabled_events: list(text(), { max: 300 }), url: webUrl() }, call.input);
  const stored = await lockObject(call.work.sql, 'webhook_endpoint', idOf(call));
  if (stored === null) throw missingResource('webhook endpoint', idOf(call));
  if (input.url !== undefined) refuseOutside(input.url);
  const { doc } = stored;
  const updated = {
    ...doc,
    description: input.description === undefined ? doc.description : input.description,
    metadata: mergeMetadata(doc.metadata, input.metadata),
    enabled_events: input.enabled_events ?? doc.enabled_events,
    url: input.url ?? doc.url,
    status: input.disabled === undefined ? doc.status : input.disabled ? 'disabled' : 'enabled',
  };
  await updateDocument(call.work.sql, 'webhook_endpoint', updated);
  return updated;
};

const remove: Route['handle'] = async (call) => {
  const stored = await lockObject(call.work.sql, 'webhook_endpoint', idOf(call));
  if (stored === null) throw missingResource('webhook endpoint', idOf(call));
  await deleteObject(call.work.sql, 'webhook_endpoint', stored.doc.id);
  return { id: stored.doc.id, object: 'webhook_endpoint', deleted: true };
};

const listAll: Route['handle'] = (call) => listPage(call.work, { kind: 'webhook_endpoint', url: '/v1/webhook_endpoints', paging: readFields(PAGING, call.input) });

export const WEBHOOK_ENDPOINT_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/webhook_endpoints', handle: create },
  { method: 'GET', path: '/v1/webhook_endpoints', handle: listAll },
  { method: 'GET', path: '/v1/webhook_endpoints/:id', handle: retrieve },
  { method: 'POST', path: '/v1/webhook_endpoints/:id', handle: update },
  { method: 'DELETE', path: '/v1/webhook_endpoints/:id', handle: remove },
];
