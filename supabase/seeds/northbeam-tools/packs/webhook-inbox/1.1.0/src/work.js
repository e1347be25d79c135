const TAKE = `
  select source, id, type, payload, attempts from webhook_events
   where processed_at is null and due_at <= now() and attempts < $1
   order by received_at limit 1
     for update skip locked`;

/**
 * Works one event inside a transaction, which the handler shares: its writes and the mark commit together.
 * Returns false when nothing was due.
 */
export async function workOne({ pool, handle, maxAttempts = 10 }) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query(TAKE, [maxAttempts]);
    const event = rows[0];
    if (!event) {
      await client.query('rollback');
      return false;
    }
    await client.query('savepoint handler');
    try {
      await handle(event, client);
      await client.query('update webhook_events set processed_at = now() where source = $1 and id = $2', [event.source, event.id]);
    } catch (error) {
      await client.query('rollback to savepoint handler');
      await client.query(
        `update webhook_events
            set attempts = attempts + 1, last_error = $3, due_at = now() + make_interval(secs => least(3600, 2 ^ attempts))
          where source = $1 and id = $2`,
        [event.source, event.id, String(error?.message ?? error).slice(0, 500)],
      );
    }
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
