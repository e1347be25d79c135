import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { settlePayment } from '../checkout/settle-session';
import { runDueTasks } from '../core/due-tasks';
import type { DueTasks } from '../core/due-tasks';
import { NO_EVENT_FAULT } from '../core/faults';
import { jsonAnswer, readBody } from '../core/http';
import type { Answer } from '../core/http';
import { runWork } from '../core/work';
import type { Double } from '../core/work';
import { listDeliveries } from '../events/outbox.queries';
import { settleRefund } from '../payments/settle-refund';
import { findObject } from '../store/objects';
import { deliver } from './deliver';
import { reset } from './reset';
import { AdvanceInput, DeliverInput, FaultInput, SettleInput } from './inputs';

interface Control {
  double: Double;
  tasks: DueTasks;
  query: URLSearchParams;
  body: unknown;
}

type Handler = (control: Control) => Promise<object | null>;

const HANDLERS: Record<string, Handler> = {
  'GET /_double/health': async ({ double }) => {
    await double.pool.query('select 1');
    return { ok: true, standInFor: 'stripe', now: double.clock.nowSeconds() };
  },
  'GET /_double/requests': ({ double, query }) =>
    Promise.resolve({ requests: double.recorder.list({ method: query.get('method') ?? undefined, path: query.get('path') ?? undefined }) }),
  'DELETE /_double/requests': ({ double }) => {
    double.recorder.clear();
    return Promise.resolve({ requests: [] });
  },
  'GET /_double/deliveries': async ({ double, query }) => ({ deliveries: await listDeliveries(double.pool, query.get('event')) }),
  'GET /_double/faults': ({ double }) => Promise.resolve(double.faults.list()),
  'DELETE /_double/faults': ({ double }) => {
    double.faults.clear();
    return Promise.resolve(double.faults.list());
  },
  'POST /_double/faults': ({ double, body }) => {
    setFaults(double, FaultInput.parse(body));
    return Promise.resolve(double.faults.list());
  },
  'POST /_double/deliver': ({ double, body }) => deliver(double, DeliverInput.parse(body)),
  'POST /_double/settle': ({ double, body }) => settle(double, SettleInput.parse(body)),
  'POST /_double/advance': async ({ double, tasks, body }) => {
    await double.clock.advance(double.pool, AdvanceInput.parse(body).seconds);
    await runDueTasks(double, tasks);
    return { now: double.clock.nowSeconds() };
  },
  'POST /_double/reset': async ({ double }) => {
    await reset(double);
    return { ok: true };
  },
};

/** Serves `/_double/…`: the switches tests and developers turn. Bodies are JSON, so that no foreign page can post here. */
export async function serveControl(context: { double: Double; tasks: DueTasks }, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://double');
  const handler = HANDLERS[`${request.method ?? 'GET'} ${url.pathname}`];
  if (handler === undefined) return jsonAnswer(404, { error: `Unknown control: ${request.method ?? ''} ${url.pathname}`, controls: Object.keys(HANDLERS) });
  const text = await readBody(request);
  if (request.method === 'POST' && !/^application\/json\b/.test(request.headers['content-type'] ?? '')) return jsonAnswer(415, { error: 'Send JSON with content-type application/json.' });
  try {
    const body: unknown = text === '' ? {} : JSON.parse(text);
    const result = await handler({ ...context, query: url.searchParams, body });
    return result === null ? jsonAnswer(404, { error: 'No such object, or nothing to do for it.' }) : jsonAnswer(200, result);
  } catch (error) {
    if (error instanceof z.ZodError) return jsonAnswer(400, { error: z.prettifyError(error) });
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

async function settle(double: Double, input: SettleInput): Promise<object | null> {
  if (input.refund !== undefined) {
    const { refund } = input;
    await runWork(double, null, (work) => settleRefund(work, refund));
    return { refund };
  }
  const session = input.session === undefined ? null : await findObject(double.pool, 'checkout.session', input.session);
  const intentId = input.paymentIntent ?? session?.doc.payment_intent;
  if (typeof intentId !== 'string') return null;
  const settled = await runWork(double, null, (work) => settlePayment(work, intentId, input.outcome));
  return settled ? { paymentIntent: intentId, outcome: input.outcome } : null;
}
