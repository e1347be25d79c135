import { setTimeout as wait } from 'node:timers/promises';

const unlimited = { earn() {}, spend: () => true };

/**
 * @template T
 * @param {(context: { attempt: number, signal?: AbortSignal }) => Promise<T>} work
 * @returns {Promise<T>} the first result, or rejects with the last error
 */
export async function retry(work, options = {}) {
  const { attempts = 3, baseMs = 100, capMs = 10_000, budget = unlimited, when = () => true, signal } = options;
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      const result = await work({ attempt, signal });
      budget.earn();
      return result;
    } catch (error) {
      if (attempt >= attempts || signal?.aborted || !when(error) || !budget.spend()) throw error;
      const ceiling = Math.min(capMs, baseMs * 2 ** (attempt - 1));
      await wait(error.retryAfterMs ?? Math.random() * ceiling, undefined, { signal });
    }
  }
}
