/** Open events and the age of the oldest in seconds; alert on the age, not on the count. */
export async function outboxStats(pool) {
  const { rows } = await pool.query(
    `select count(*)::int as open, coalesce(extract(epoch from now() - min(due_at)), 0)::float as "oldestSeconds"
       from outbox where delivered_at is null`,
  );
  return rows[0];
}
