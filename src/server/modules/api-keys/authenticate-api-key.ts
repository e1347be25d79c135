import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { cacheOf } from './cache-of';
import { hashApiKey } from './hash-api-key';
import { findLiveKey, type LiveKey } from './secrets.queries';

export type { LiveKey } from './secrets.queries';

/** Whether a text has the form of one of our keys, so that guesses cost nothing. */
const KEY = /^lk_(live|preview|personal)_[\w-]{43}$/;

/**
 * What a key opens, or undefined for one that is unknown, revoked, over, or of a platform that was archived. Keys are found by their hash, so no comparison
 * tells how near a guess was. Answers from memory for at most five seconds, and not at all after a change of the key was told. `onMiss` comes before the
 * database is asked, and may throw to keep it from that.
 */
export async function authenticateApiKey(parts: Pick<Platform, 'db' | 'env' | 'onClose'>, secret: string, onMiss: () => Promise<void> = async () => {}): Promise<LiveKey | undefined> {
  if (!KEY.test(secret)) return undefined;
  const hash = hashApiKey(secret);
  const at = clock.now();
  const [cache, name] = [cacheOf(parts), Buffer.from(hash).toString('hex')];
  if (!cache.has(name)) await onMiss();
  const key = await cache.get(name, () => findLiveKey(parts.db.writeAsService('a key is shown, and its use noted'), hash, at));
  return key && (key.expiresAt === null || key.expiresAt > at) ? key : undefined;
}
