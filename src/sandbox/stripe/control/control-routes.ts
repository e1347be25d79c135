import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { runDueTasks } from '../core/due-tasks';
import type { DueTasks } from '../core/due-tasks';
import { NO_EVENT_FAULT } from '../core/faults';
import { jsonAnswer, readBody } from '../core/http';
import type { Answer } from '../core/http';
import { Refusal } from '../core/refusal';
import { matchRoute } from '../core/route';
import type { Double } from '../core/work';
import { listDeliveries } from '../events/outbox.queries';
import { changeAccountNow } from './accounts';
import { DUNNING, setDunning } from '../subscriptions/dunning';
import { changeCustomerNow } from './customers';
import { deliver } from './deliver';
import { closeDisputeNow, openDisputeNow } from './disputes';
import { reset } from './reset';
import { settle, settlePayoutNow } from './settle';
import { AccountInput, AdvanceInput, ClockInput, CloseDisputeInput, CustomerInput, DeliverInput, DunningInput, FaultInput, OpenDisputeInput, PaceInput, PayoutInput, SettleInput } from './inputs';

interface Control {
  double: Double;
  tasks: DueTasks;
  query: URLSearchParams;
  body: unknown;
  /** The `:id` of the path. */
  id: string;
}

interface ControlRoute {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  /** null: there is no such object. */
  handle(control: Control): object | null | Promise<object | null>;
}

const ROUTES: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/_double/health',
    handle: async ({ double }) => {
      await double.pool.query('select 1');
      return { ok: true, standInFor: 'stripe', now: double.clock.nowSeconds() };
    },
  },
  {
    method: 'GET',
    path: '/_double/requests',
    handle: ({ double, query }) => ({ requests: double.recorder.list({ method: query.get('method') ?? undefined, path: query.get('path') ?? undefined }) }),
  },
  {
    method: 'DELETE',
    path: '/_double/requests',
    handle: ({ double }) => {
      double.recorder.clear();
      return { requests: [] };
    },
  },
  { method: 'GET', path: '/_double/deliveries', handle: async ({ double, query }) => ({ deliveries: await listDeliveries(double.pool, query.get('event')) }) },
  { method: 'GET', path: '/_double/faults', handle: ({ double }) => double.faults.list() },
  {
    method: 'DELETE',
    path: '/_double/faults',
    handle: ({ double }) => {
      double.faults.clear();
      return double.faults.list();
    },
  },
  {
    method: 'POST',
    path: '/_double/faults',
    handle: ({ double, body }) => {
      setFaults(double, FaultInput.parse(body));
      return double.faults.list();
    },
  },
  { method: 'POST', path: '/_double/deliver', handle: ({ double, body }) => deliver(double, DeliverInput.parse(body)) },
  { method: 'POST', path: '/_double/settle', handle: ({ double, body }) => settle(double, SettleInput.parse(body)) },
  { method: 'POST', path: '/_double/disputes', handle: ({ double, body }) => openDisputeNow(double, OpenDisputeInput.parse(body)) },
  { method: 'POST', path: '/_double/disputes/:id/close', handle: ({ double, body, id }) => closeDisputeNow(double, id, CloseDisputeInput.parse(body)) },
  { method: 'POST', path: '/_double/payouts/:id', handle: ({ double, body, id }) => settlePayoutNow(double, id, PayoutInput.parse(body)) },
  { method: 'POST', path: '/_double/customers/:id', handle: ({ double, body, id }) => changeCustomerNow(double, id, CustomerInput.parse(body)) },
  {
    method: 'POST',
    path: '/_double/dunning',
    handle: async ({ double, body }) => {
      const dunning = { ...DUNNING, ...DunningInput.parse(body) };
      await setDunning(double.pool, dunning);
      return dunning;
    },
  },
  { method: 'POST', path: '/_double/accounts/:id', handle: ({ double, body, id }) => changeAccountNow(double, id, AccountInput.parse(body)) },
  {
    method: 'POST',
    path: '/_double/pace',
    handle: async ({ double, body }) => {
      const { immediate } = PaceInput.parse(body);
      await double.writeBehind.turn(immediate);
      return { immediate };
    },
  },
  {
    method: 'POST',
    path: '/_double/advance',
    handle: async ({ double, tasks, body }) => {
      await double.clock.advance(double.pool, AdvanceInput.parse(body).seconds);
      await runDueTasks(double, tasks);
      return { now: double.clock.nowSeconds() };
    },
  },
  {
    method: 'POST',
    path: '/_double/clock',
    handle: async ({ double, tasks, body }) => {
      await double.clock.stand(double.pool, ClockInput.parse(body).seconds);
      await runDueTasks(double, tasks);
      return { now: double.clock.nowSeconds() };
    },
  },
  {
    method: 'POST',
    path: '/_double/reset',
    handle: async ({ double }) => {
      await reset(double);
      return { ok: true };
    },
  },
];

/** Serves `/_double/…`: the switches tests and developers turn. Bodies are JSON, so that no foreign page can post here. */
export async function serveControl(context: { double: Double; tasks: DueTasks }, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://double');
  const matched = matchRoute(ROUTES, request.method ?? 'GET', url.pathname);
  if (matched === null) return jsonAnswer(404, { error: `Unknown control: ${request.method ?? ''} ${url.pathname}`, controls: ROUTES.map(({ method, path }) => `${method} ${path}`) });
  const text = await readBody(request);
  if (request.method === 'POST' && !/^application\/json\b/.test(request.headers['content-type'] ?? '')) return jsonAnswer(415, { error: 'Send JSON with content-type application/json.' });
  try {
    const body: unknown = text === '' ? {} : JSON.parse(text);
    const result = await matched.route.handle({ ...context, query: url.searchParams, body, id: matched.path['id'] ?? '' });
    return result === null ? jsonAnswer(404, { error: 'No such object, or nothing to do for it.' }) : jsonAnswer(200, result);
  } catch (error) {
    if (error instanceof z.ZodError) return jsonAnswer(400, { error: z.prettifyError(error) });
    if (error instanceof Refusal) return jsonAnswer(error.status, { error: error.message });
    if (error instanceof SyntaxError) return jsonAnswer(400, { error: 'The body is not JSON.' });
    throw error;
  }
}

function setFaults(double: Double, input: FaultInput): void {
  const { eventTypes, duplicateEvents, twinEvents, shuffleEvents, delayEventsMs, holdEvents, dropEvents, ...requestFault } = input;
  if (Object.keys(requestFault).some((key) => key !== 'route')) double.faults.addRequestFault(requestFault);
  const eventFault = { types: eventTypes, twin: twinEvents, shuffle: shuffleEvents, delayMs: delayEventsMs, hold: holdEvents, drop: dropEvents, duplicate: Number(duplicateEvents ?? 0) };
  const concernsEvents = [duplicateEvents, twinEvents, shuffleEvents, delayEventsMs, holdEvents, dropEvents, eventTypes].some((value) => value !== undefined);
  if (concernsEvents) double.faults.events = { ...NO_EVENT_FAULT, ...Object.fromEntries(Object.entries(eventFault).filter(([, value]) => value !== undefined)) };
}
