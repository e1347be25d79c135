import { createHash } from 'node:crypto';

/** What the database keeps of a key: sha256 of its whole text. A key is random, so it needs neither salt nor a slow hash. */
export function hashApiKey(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(key).digest());
}
