/** @param {import('pg').Pool} pool */
export function pgStore(pool, { leaseSeconds = 60, keepHours = 24 } = {}) {
  return {
    async reserve({ scope, key, fingerprint }) {
      // The conflict arm takes over a lease that ran out; otherwise it changes nothing and returns no row.
      const { rows } = await pool.query(
        `insert into idempotency_keys as k (scope, key, fingerprint, locked_until, expires_at)
         values ($1, $2, $3, now() + make_interval(secs => $4), now() + make_interval(hours => $5))
         on conflict (scope, key) do update set locked_until = excluded.locked_until
           where k.status is null and k.locked_until < now() and k.fingerprint = excluded.fingerprint
         returning key`,
        [scope, key, fingerprint, leaseSeconds, keepHours],
      );
      if (rows.length > 0) return { state: 'reserved' };
      const existing = await pool.query(
        'select fingerprint, status, body from idempotency_keys where scope = $1 and key = $2',
        [scope, key],
      );
      const row = existing.rows[0];
      if (!row || row.status === null) return { state: 'busy' };
      return { state: 'done', fingerprint: row.fingerprint, answer: { status: row.status, body: row.body } };
    },

    async finish({ scope, key, answer }) {
      await pool.query('update idempotency_keys set status = $3, body = $4 where scope = $1 and key = $2', [
        scope,
        key,
        answer.status,
        JSON.stringify(answer.body),
      ]);
    },
  };
}
