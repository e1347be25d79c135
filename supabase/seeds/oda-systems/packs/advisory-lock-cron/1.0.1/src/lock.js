/**
 * Runs `work` while holding the named lock. Returns false at once when another session holds it.
 * @param {import('pg').Pool} pool
 */
export async function withLock(pool, name, work) {
  const client = await pool.connect();
  let broken;
  try {
    const { rows } = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as held', [name]);
    if (!rows[0].held) return false;
    try {
      await work();
    } finally {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch((error) => {
        broken = error;
      });
    }
    return true;
  } finally {
    client.release(broken);
  }
}
