import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { EventFault } from '../core/faults';
import { newStripeId } from '../core/ids';
import { API_VERSION } from '../core/options';
import type { Cause, Work } from '../core/work';
import type { EventDocument } from '../store/kinds';
import { insertObject } from '../store/objects';
import { PLATFORM, scopedTo } from '../store/transaction';
import { findEndpointsFor } from './endpoints';

/** An event of the change under way, with the object as it was at that moment. */
export interface PendingEvent {
  type: string;
  /** Whose event it is. */
  account: string;
  /** When it happened: a task that runs late still happens at its time. */
  at: number;
  object: object;
  previous: object | null;
}

/** Announces something: the object is copied as it is now, and sent once the change is committed. */
export function emit(work: Work, type: string, object: object): void {
  work.events.push({ type, account: work.account, at: work.now, object: structuredClone(object), previous: null });
}

/** The same for an update: the changed fields travel along as they were, as `previous_attributes`. */
export function emitChange(work: Work, type: string, change: { before: object; after: object }): void {
  const after = new Map(Object.entries(change.after));
  const changed = Object.entries(change.before).filter(([field, value]) => !isDeepStrictEqual(value, after.get(field)));
  const added = [...after.keys()].filter((field) => !Object.hasOwn(change.before, field));
  const previous = { ...Object.fromEntries(changed), ...Object.fromEntries(added.map((field) => [field, null])) };
  work.events.push({ type, account: work.account, at: work.now, object: structuredClone(change.after), previous });
}

interface PlannedDelivery {
  eventId: string;
  endpointId: string;
  state: 'waiting' | 'held';
  at: number;
}

const SHUFFLE_GAP_MS = 40;

function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  const unchanged = order.every((item, position) => item === items[position]);
  return unchanged ? order.reverse() : order;
}

function toEventDocument(pending: PendingEvent, cause: Cause | null): EventDocument {
  const data = pending.previous === null ? { object: pending.object } : { object: pending.object, previous_attributes: pending.previous };
  return {
    id: newStripeId('event'),
    object: 'event',
    ...(pending.account !== PLATFORM && { account: pending.account }),
    api_version: API_VERSION,
    created: pending.at,
    data,
    livemode: false,
    pending_webhooks: 0,
    request: { id: cause?.requestId ?? null, idempotency_key: cause?.idempotencyKey ?? null },
    type: pending.type,
  };
}

async function planDeliveries(work: Work, event: EventDocument, fault: EventFault): Promise<PlannedDelivery[]> {
  if (fault.drop) return [];
  const endpoints = await findEndpointsFor(work.sql, event);
  const at = Date.now() + fault.delayMs;
  const copies = Array.from({ length: 1 + fault.duplicate });
  return endpoints.flatMap((endpoint) => copies.map(() => ({ eventId: event.id, endpointId: endpoint.id, state: fault.hold ? ('held' as const) : ('waiting' as const), at })));
}

/** Writes the events of a change and their deliveries, bent by the fault switches, in the change's own transaction. */
export async function storeEvents(work: Work, cause: Cause | null): Promise<void> {
  const { faults } = work.double;
  const planned: PlannedDelivery[] = [];
  for (const pending of work.events) {
    const fault = faults.forEvent(pending.type);
    for (let copy = 0; copy < (fault.twin ? 2 : 1); copy += 1) {
      const event = toEventDocument(pending, cause);
      const deliveries = await planDeliveries(work, event, fault);
      event.pending_webhooks = new Set(deliveries.map((one) => one.endpointId)).size;
      await insertObject(scopedTo(work.sql, pending.account), 'event', { doc: event, hidden: {} });
      planned.push(...deliveries);
    }
  }
  const order = faults.events.shuffle ? shuffled(planned) : planned;
  for (const [position, delivery] of order.entries()) {
    const at = faults.events.shuffle ? delivery.at + position * SHUFFLE_GAP_MS : delivery.at;
    await work.sql.query('insert into stripe_double.deliveries (event_id, endpoint_id, state, next_attempt_at) values ($1, $2, $3, $4)', [delivery.eventId, delivery.endpointId, delivery.state, at]);
  }
}

