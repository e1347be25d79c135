import { randomInt } from 'node:crypto';
import type { Double } from '../core/work';
import { findEndpointsFor } from '../events/endpoints';
import type { Attempt } from '../events/outbox.queries';
import { recordAttempt } from '../events/outbox.queries';
import { findObject } from '../store/objects';
import type { DeliverInput } from './inputs';

interface Held {
  id: string;
  event: string;
}

/** Releases held events one after the other, in the asked order, each awaited; or sends one event again. */
export async function deliver(double: Double, input: DeliverInput): Promise<object | null> {
  if (input.event !== undefined) return replay(double, input.event, input);
  const { rows } = await double.pool.query<Held>(
    `select d.id, d.event_id as event from stripe_double.deliveries d join stripe_double.objects o on o.id = d.event_id
     where d.state = 'held' and ($1::text[] is null or o.doc->>'type' = any($1)) order by d.id`,
    [input.types ?? null],
  );
  const order = input.order === 'reverse' ? rows.toReversed() : input.order === 'shuffle' ? shuffle(rows) : rows;
  for (const held of order) {
    await double.pool.query("update stripe_double.deliveries set state = 'waiting', next_attempt_at = $2 where id = $1 and state = 'held'", [held.id, Date.now()]);
    double.outbox.wake();
    await double.outbox.whenSettled([held.event], double.settings.deliveryTimeoutMs + 1000);
  }
  return { released: order.map((held) => held.event) };
}

function shuffle<T>(items: readonly T[]): T[] {
  return items.map((item) => ({ item, key: randomInt(2 ** 32) })).sort((a, b) => a.key - b.key).map(({ item }) => item);
}

async function replay(double: Double, eventId: string, input: DeliverInput): Promise<object | null> {
  const event = await findObject(double.pool, 'event', eventId);
  if (event === null) return null;
  const endpoints = await findEndpointsFor(double.pool, event.doc);
  const payload = JSON.stringify(event.doc, null, 2);
  const attempts: Promise<Attempt>[] = endpoints.flatMap((endpoint) =>
    Array.from({ length: input.times ?? 1 }, async () => {
      const attempt = await double.outbox.send(endpoint, payload, input.signedAt);
      await recordAttempt(double.pool, { id: '0', eventId, endpointId: endpoint.id }, attempt);
      return attempt;
    }),
  );
  return { event: eventId, attempts: await Promise.all(attempts) };
}
