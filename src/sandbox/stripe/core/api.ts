import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { accountFromHeader } from '../accounts/find-account';
import { authorise } from './authorise';
import { expandAll, takeExpand } from './expand';
import type { Expandables } from './expand';
import { canonicalForm, parseForm } from './form';
import type { Tree } from './form';
import { jsonAnswer, readBody, sendAnswer } from './http';
import type { Answer } from './http';
import { claimKey, releaseKey, saveAnswer } from './idempotency';
import type { KeysAtWork } from './idempotency';
import { newStripeId } from './ids';
import { API_VERSION } from './options';
import { Refusal } from './refusal';
import { matchRoute } from './route';
import type { MatchedRoute, Route } from './route';
import { runWork } from './work';
import type { Double, Work } from './work';
import { NeedsDatabase, collectingSql } from './write-behind';
import type { NewRows } from './write-behind';
import { PLATFORM } from '../store/transaction';

/** What the API consists of: adding a resource is adding its rows here. */
export interface ApiTable {
  routes: readonly Route[];
  expandables: Expandables;
}

interface ApiRequest {
  id: string;
  method: string;
  path: string;
  query: string;
  body: string;
  idempotencyKey: string | null;
  /** The account the request acts for. */
  account: string;
  headers: IncomingMessage['headers'];
}

/** null stands for a connection that is cut instead of answered. */
interface Outcome {
  answer: Answer | null;
  replayed: boolean;
}

/** What the API serves from. */
export interface ApiContext {
  double: Double;
  table: ApiTable;
  keysAtWork: KeysAtWork;
}

/** Serves one request under /v1: records it, lets the fault switches strike, and answers as Stripe would. */
export async function serveApi(context: ApiContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const key = request.headers['idempotency-key'];
  const api: ApiRequest = {
    id: newStripeId('request'),
    method: request.method ?? 'GET',
    path,
    query,
    body: await readBody(request),
    idempotencyKey: request.method === 'POST' && typeof key === 'string' ? key : null,
    account: PLATFORM,
    headers: request.headers,
  };
  const outcome = await answerApi(context, api).catch((error: unknown) => ({ answer: refusalAnswer(context.double, error), replayed: false }));
  record(context.double, api, outcome);
  if (outcome.answer === null) request.socket.destroy();
  else sendAnswer(response, { ...outcome.answer, headers: { ...commonHeaders(api), ...outcome.answer.headers } });
}

async function answerApi(context: ApiContext, api: ApiRequest): Promise<Outcome> {
  const { double, table, keysAtWork } = context;
  const { faults } = double;
  if (faults.strikes('dropBeforeEffect', api.method, api.path)) return { answer: null, replayed: false };
  authorise(api.headers);
  api.account = await accountFromHeader(double.pool, api.headers['stripe-account']);
  if (faults.strikes('rateLimit', api.method, api.path)) throw tooMany();
  if (faults.strikes('fail', api.method, api.path)) throw serverError();
  const matched = matchRoute(table.routes, api.method, api.path);
  if (matched === null) throw unknownUrl(api);
  if (api.idempotencyKey === null) {
    const slownessMs = faults.slownessMs(api.method, api.path);
    if (slownessMs > 0) await wait(slownessMs);
    return afterEffect(double, api, await perform(context, api, matched));
  }
  const fingerprint = createHash('sha256').update(canonicalForm(api.body)).digest('hex');
  const quick = await answerFromMemory(context, api, { matched, fingerprint });
  if (quick !== null) return afterEffect(double, api, quick);
  const saved = await claimKey(double.pool, { key: scopedKey(api), fingerprint, route: `${api.method} ${api.path}`, requestId: api.id }, keysAtWork);
  if (saved !== null) {
    const headers = { 'content-type': 'application/json', 'idempotent-replayed': 'true', 'original-request': saved.requestId };
    return { answer: { status: saved.status, body: saved.body, headers }, replayed: true };
  }
  const slownessMs = faults.slownessMs(api.method, api.path);
  if (slownessMs > 0) await wait(slownessMs);
  return afterEffect(double, api, await performKeyed(context, api, { matched, key: scopedKey(api) }));
}

/** Keys belong to the account they were used for. */
function scopedKey(api: ApiRequest): string {
  return api.account === PLATFORM ? (api.idempotencyKey ?? '') : `${api.account}/${api.idempotencyKey ?? ''}`;
}

function afterEffect(double: Double, api: ApiRequest, answer: Answer): Outcome {
  return { answer: double.faults.strikes('dropAfterEffect', api.method, api.path) ? null : answer, replayed: false };
}

/** With `immediate`: the answer to a keyed request that only adds, or null where it takes the database or the key was used before. */
async function answerFromMemory({ double }: ApiContext, api: ApiRequest, keyed: { matched: MatchedRoute; fingerprint: string }): Promise<Answer | null> {
  const { writeBehind, clock } = double;
  if (!writeBehind.on) return null;
  const { matched, fingerprint } = keyed;
  const free = writeBehind.take(scopedKey(api));
  const { paths, rest } = takeExpand(parseForm(api.body));
  const possible = free && matched.route.addsOnly === true && paths.length === 0 && double.faults.slownessMs(api.method, api.path) === 0;
  if (!possible) return afterWriting(double);
  const rows: NewRows = { objects: [], tasks: [] };
  const work: Work = { double, sql: collectingSql(api.account, rows), account: api.account, now: clock.nowSeconds(), events: [] };
  try {
    const value = await matched.route.handle({ work, path: matched.path, input: rest });
    const answer: Answer = { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
    await writeBehind.add(rows, { key: scopedKey(api), fingerprint, route: `${api.method} ${api.path}`, request_id: api.id, status: answer.status, body: answer.body });
    return answer;
  } catch (error) {
    if (error instanceof NeedsDatabase) return afterWriting(double);
    writeBehind.giveBack(scopedKey(api));
    throw error;
  }
}

/** The database is asked, which first must know everything. */
async function afterWriting(double: Double): Promise<null> {
  await double.writeBehind.flush();
  return null;
}

async function perform({ double, table }: ApiContext, api: ApiRequest, matched: MatchedRoute): Promise<Answer> {
  const { paths, rest } = takeExpand(parseForm(api.method === 'GET' || api.body === '' ? api.query : api.body));
  return runWork(double, { requestId: api.id, idempotencyKey: api.idempotencyKey, account: api.account }, async (work) => {
    const answer = await answerOf(work, { matched, input: rest, paths, table });
    if (api.idempotencyKey !== null) await saveAnswer(work.sql, scopedKey(api), answer);
    return answer;
  });
}

async function answerOf(work: Work, asked: { matched: MatchedRoute; input: Tree; paths: string[]; table: ApiTable }): Promise<Answer> {
  try {
    const value = structuredClone(await asked.matched.route.handle({ work, path: asked.matched.path, input: asked.input }));
    await expandAll(work, value, { paths: asked.paths, table: asked.table.expandables });
    return jsonAnswer(200, value);
  } catch (error) {
    if (error instanceof Refusal && error.keeps) return jsonAnswer(error.status, { error: error.body }, error.headers);
    throw error;
  }
}

async function performKeyed(context: ApiContext, api: ApiRequest, keyed: { matched: MatchedRoute; key: string }): Promise<Answer> {
  try {
    if (context.double.faults.strikes('failSaved', api.method, api.path)) throw serverError({ saved: true });
    return await perform(context, api, keyed.matched);
  } catch (error) {
    const answer = refusalAnswer(context.double, error);
    if (error instanceof Refusal && error.saved) await saveAnswer(context.double.pool, keyed.key, answer);
    else await releaseKey(context.double.pool, keyed.key);
    return answer;
  } finally {
    context.keysAtWork.delete(keyed.key);
  }
}

function refusalAnswer(double: Double, error: unknown): Answer {
  if (error instanceof Refusal) return jsonAnswer(error.status, { error: error.body }, error.headers);
  double.settings.log(`stripe double: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return refusalAnswer(double, serverError());
}

function serverError(options: { saved: boolean } = { saved: false }): Refusal {
  const headers: Record<string, string> = options.saved ? { 'stripe-should-retry': 'false' } : {};
  return new Refusal({ status: 500, type: 'api_error', message: 'An unknown error occurred', saved: options.saved, headers });
}

function tooMany(): Refusal {
  const message = 'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.';
  return new Refusal({ status: 429, type: 'invalid_request_error', code: 'rate_limit', message, saved: false, headers: { 'stripe-rate-limited-reason': 'global-rate' } });
}

function unknownUrl(api: ApiRequest): Refusal {
  const message = `Unrecognized request URL (${api.method}: ${api.path}). If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
  return new Refusal({ status: 404, type: 'invalid_request_error', message, saved: false });
}

function commonHeaders(api: ApiRequest): Record<string, string> {
  const headers: Record<string, string> = { 'request-id': api.id, 'stripe-version': API_VERSION };
  if (api.idempotencyKey !== null) headers['idempotency-key'] = api.idempotencyKey;
  if (api.account !== PLATFORM) headers['stripe-account'] = api.account;
  return headers;
}

function record(double: Double, api: ApiRequest, outcome: Outcome): void {
  const headers = Object.fromEntries(Object.entries(api.headers).map(([name, value]) => [name, name === 'authorization' ? `${String(value).slice(0, 15)}…` : String(value)]));
  double.recorder.add({
    requestId: api.id,
    at: new Date().toISOString(),
    method: api.method,
    path: api.path,
    query: api.query,
    headers,
    body: api.body,
    status: outcome.answer?.status ?? null,
    // Read when somebody looks: most exchanges nobody does.
    get response(): unknown {
      return outcome.answer === null ? null : (JSON.parse(outcome.answer.body) as unknown);
    },
    replayed: outcome.replayed,
  });
}
