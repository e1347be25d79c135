import { clock } from '@/server/platform/clock';
import type { Reader } from '@/server/platform/db';
import type { ApiKeyPage, ApiKeyState, ApiKeyView } from '@/shared/contracts/api-keys';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { findApiKeys, findKeysOfCustomers, type ApiKeyRow, type KeyHolder } from './api-keys.queries';

/** Of a customer's keys, beside its plan. */
const EACH = 50;

function stateOf({ expiresAt, revokedAt, isReplaced }: ApiKeyRow, now: Date): ApiKeyState {
  if (revokedAt) return 'revoked';
  if (expiresAt && expiresAt <= now) return 'expired';
  return isReplaced ? 'ending' : 'active';
}

function toView(row: ApiKeyRow, now: Date): ApiKeyView {
  return {
    id: row.id, name: row.name, prefix: row.prefix, scopes: row.scopes, state: stateOf(row, now), expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null, createdAt: row.createdAt.toISOString(),
  };
}

/** A page of one holder's keys, newest first, with what became of each; never a secret. One statement. For verbs that have checked who asks. */
export async function listApiKeys(reader: Reader, { holder, cursor, limit }: { holder: KeyHolder; cursor: string | undefined; limit: number }): Promise<ApiKeyPage> {
  const rows = await findApiKeys(reader, { holder, after: fromCursor(cursor), limit: limit + 1 });
  const now = clock.now();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => toView(row, now)),
    nextCursor: rows.length > limit && last ? toCursor({ at: last.createdAt, id: last.id }) : null,
  };
}

/** The newest keys of each of these customers of platforms, by customer; never a secret. One statement. For verbs that have checked who asks. */
export async function listKeysOfCustomers(reader: Reader, customerIds: readonly string[]): Promise<ReadonlyMap<string, ApiKeyView[]>> {
  const now = clock.now();
  const keys = new Map<string, ApiKeyView[]>(customerIds.map((id) => [id, []]));
  for (const row of await findKeysOfCustomers(reader, { customerIds, each: EACH })) keys.get(row.customerId)?.push(toView(row, now));
  return keys;
}
