import { createHash } from 'node:crypto';
import path from 'node:path';
import { isReachable, serverUser } from '@/sandbox/postgres-binaries';

/**
 * The folder for a cluster that belongs to `wished`: that folder itself, unless the server's user cannot look into it (root's own home).
 * Then one under `elsewhere`, named after the wished place, so that the next start finds it again.
 */
export function placeFolder(wished: string, elsewhere: string): string {
  const user = serverUser();
  if (user === undefined || isReachable(wished, user)) return wished;
  return path.join(elsewhere, `latchkey-${createHash('sha256').update(path.resolve(wished)).digest('hex').slice(0, 12)}`);
}
