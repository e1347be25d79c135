import { clock } from '@/server/platform/clock';
import type { Reader } from '@/server/platform/db';
import type { ApiKeyPage, ApiKeyState } from '@/shared/contracts/api-keys';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { findApiKeys, type ApiKeyRow, type KeyHolder } from './api-keys.queries';

function stateOf({ expiresAt, revokedAt, isReplaced }: ApiKeyRow, now: Date): ApiKeyState {
  if (revokedAt) return 'revoked';
  if (expiresAt && expiresAt <= now) return 'expired';
  return isReplaced ? 'ending' : 'active';
}

/** A page of one holder's keys, newest first, with what became of each; never a secret. One statement. For verbs that have checked who asks. */
export async function listApiKeys(reader: Reader, { holder, cursor, limit }: { holder: KeyHolder; cursor: string | undefined; limit: number }): Promise<ApiKeyPage> {
  const rows = await findApiKeys(reader, { holder, after: fromCursor(cursor), limit: limit + 1 });
  const now = clock.now();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({
      id: row.id, name: row.name, prefix: row.prefix, scopes: row.scopes, state: stateOf(row, now), expiresAt: row.expiresAt?.toISOString() ?? null,
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null, createdAt: row.createdAt.toISOString(),
    })),
    nextCursor: rows.length > limit && last ? toCursor({ at: last.createdAt, id: last.id }) : null,
  };
}
