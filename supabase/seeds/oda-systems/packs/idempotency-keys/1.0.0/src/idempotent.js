import { createHash } from 'node:crypto';

/** Object keys are sorted, so the order in which a client writes its JSON does not matter. */
export function fingerprintOf(body) {
  const sorted = JSON.stringify(body, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(sorted ?? '').digest('hex');
}

/**
 * @param {{ reserve: Function, finish: Function }} store
 * @param {{ key?: string, scope: string, body: unknown }} request
 * @param {() => Promise<{ status: number, body: unknown }>} work
 */
export async function idempotent(store, { key, scope, body }, work) {
  if (!key) return { status: 400, body: { error: 'Idempotency-Key is required' } };
  const fingerprint = fingerprintOf(body);
  const found = await store.reserve({ scope, key, fingerprint });
  if (found.state === 'done') {
    if (found.fingerprint !== fingerprint) return { status: 422, body: { error: 'This key was used with another body' } };
    return found.answer;
  }
  if (found.state === 'busy') return { status: 409, body: { error: 'The first request with this key is still running' } };
  const answer = await work();
  await store.finish({ scope, key, answer });
  return answer;
}
