import { setTimeout as wait } from 'node:timers/promises';
import { backoffSeconds } from './backoff.js';

// The oldest open event of each key, and only when it is due: that is what keeps order per key.
const TAKE = `
  select id, topic, key, payload, attempts
    from outbox o
   where delivered_at is null and due_at <= now()
     and not exists (select 1 from outbox e where e.key = o.key and e.delivered_at is null and e.id < o.id)
   order by id
   limit $1
     for update skip locked`;

export function createRelay({ pool, deliver, batchSize = 20, idleMs = 500 }) {
  const stopping = new AbortController();
  let loop = Promise.resolve();

  async function deliverOne(client, event) {
    try {
      await deliver({ id: event.id, topic: event.topic, key: event.key, payload: event.payload });
      await client.query('update outbox set delivered_at = now() where id = $1', [event.id]);
    } catch {
      const seconds = backoffSeconds(event.attempts + 1);
      await client.query(
        'update outbox set attempts = attempts + 1, due_at = now() + make_interval(secs => $2) where id = $1',
        [event.id, seconds],
      );
    }
  }

  /** Delivers one batch; returns how many events it took. */
  async function tick() {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query(TAKE, [batchSize]);
      for (const event of rows) await deliverOne(client, event);
      await client.query('commit');
      return rows.length;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }

  async function run() {
    while (!stopping.signal.aborted) {
      const taken = await tick().catch(() => 0);
      if (taken === 0) await wait(idleMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  return {
    tick,
    start() {
      loop = run();
    },
    /** Resolves when the batch in flight is committed. */
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
