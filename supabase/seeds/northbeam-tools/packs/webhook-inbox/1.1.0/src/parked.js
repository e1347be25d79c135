/** Events that will not be tried again on their own, newest first. */
export async function listParked(pool, { maxAttempts = 10, limit = 50 } = {}) {
  const { rows } = await pool.query(
    `select source, id, type, attempts, last_error as "lastError", received_at as "receivedAt"
       from webhook_events where processed_at is null and attempts >= $1
      order by received_at desc limit $2`,
    [maxAttempts, limit],
  );
  return rows;
}

/** Makes one event due again. Returns false when it is unknown or already processed. */
export async function replay(pool, { source, id }) {
  const { rowCount } = await pool.query(
    'update webhook_events set attempts = 0, due_at = now() where source = $1 and id = $2 and processed_at is null',
    [source, id],
  );
  return rowCount === 1;
}
