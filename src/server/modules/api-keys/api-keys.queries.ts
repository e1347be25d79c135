import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { ApiScope } from '@/shared/contracts/api-keys';
import type { KeysetPosition } from '@/shared/keyset-cursor';

/** Whose keys are meant: a platform's own in one world, a customer's, or a person's. */
export type KeyHolder = { platformId: string; mode: string } | { customerId: string } | { userId: string };

export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  scopes: ApiScope[];
  expiresAt: Date | null;
  revokedAt: Date | null;
  isReplaced: boolean;
  lastUsedAt: Date | null;
  createdAt: Date;
}

function heldBy(holder: KeyHolder): Prisma.Sql {
  if ('userId' in holder) return Prisma.sql`k.user_id = ${holder.userId}::uuid`;
  if ('customerId' in holder) return Prisma.sql`k.customer_id = ${holder.customerId}`;
  return Prisma.sql`k.platform_id = ${holder.platformId} and k.mode = ${holder.mode} and k.customer_id is null`;
}

const COLUMNS = Prisma.sql`k.id, k.name, k.prefix, k.scopes, k.expires_at as "expiresAt", k.revoked_at as "revokedAt", k.last_used_at as "lastUsedAt", k.created_at as "createdAt",
      exists (select from api_keys n where n.rotated_from = k.id) as "isReplaced"`;

/** Keys of one holder, newest first, those that ended as well. */
export function findApiKeys(reader: Reader, { holder, after, limit }: { holder: KeyHolder; after: KeysetPosition | null; limit: number }): Promise<ApiKeyRow[]> {
  return reader.rows<ApiKeyRow>(Prisma.sql`
    select ${COLUMNS} from api_keys k where ${heldBy(holder)} and (${after === null}::boolean or (k.created_at, k.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
    order by k.created_at desc, k.id desc limit ${limit}`);
}

/** The newest keys of each of these customers, those that ended as well. */
export function findKeysOfCustomers(reader: Reader, { customerIds, each }: { customerIds: readonly string[]; each: number }): Promise<(ApiKeyRow & { customerId: string })[]> {
  return reader.rows<ApiKeyRow & { customerId: string }>(Prisma.sql`
    select c.id as "customerId", k.* from unnest(${customerIds}::text[]) c (id)
    cross join lateral (select ${COLUMNS} from api_keys k where k.customer_id = c.id order by k.created_at desc, k.id desc limit ${each}) k order by k."createdAt" desc, k.id desc`);
}

export interface LockedApiKey {
  id: string;
  platformId: string | null;
  mode: 'preview' | 'live' | null;
  customerId: string | null;
  userId: string | null;
  name: string;
  scopes: ApiScope[];
  expiresAt: Date | null;
  createdAt: Date;
}

/** A key that still works, locked: of two acts on it at once, the second sees what the first made of it. */
export async function lockApiKey(tx: ServiceTx, { keyId, at }: { keyId: string; at: Date }): Promise<LockedApiKey | undefined> {
  const [row] = await tx.$queryRaw<LockedApiKey[]>`
    select k.id, k.platform_id as "platformId", k.mode, k.customer_id as "customerId", k.user_id::text as "userId", k.name, k.scopes, k.expires_at as "expiresAt", k.created_at as "createdAt"
    from api_keys k where k.id = ${keyId} and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${at}) for no key update`;
  return row;
}

/** Ends a key no later than this; the trigger tells every process. */
export async function shortenApiKey(tx: ServiceTx, { keyId, endsAt }: { keyId: string; endsAt: Date }): Promise<void> {
  await tx.$executeRaw`update api_keys set expires_at = least(expires_at, ${endsAt}) where id = ${keyId}`;
}

export async function markRevoked(tx: ServiceTx, { keyId, at }: { keyId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update api_keys set revoked_at = ${at} where id = ${keyId} and revoked_at is null`;
}

export async function markAllRevoked(tx: ServiceTx, { platformId, at }: { platformId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update api_keys set revoked_at = ${at} where platform_id = ${platformId} and revoked_at is null`;
}

export async function markCustomersRevoked(tx: ServiceTx, { customerId, at }: { customerId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update api_keys set revoked_at = ${at} where customer_id = ${customerId} and revoked_at is null`;
}

export interface NewApiKey {
  id: string;
  platformId: string | null;
  mode: string | null;
  customerId: string | null;
  userId: string | null;
  name: string;
  prefix: string;
  hash: Uint8Array<ArrayBuffer>;
  scopes: string[];
  expiresAt: Date | null;
  rotatedFrom: string | null;
  createdBy: string | null;
  createdAt: Date;
}

/** False when another has taken over from the same key: the unique index decides between two rotations at once. */
export async function insertApiKey(tx: ServiceTx, k: NewApiKey): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into api_keys (id, platform_id, mode, customer_id, user_id, name, prefix, hash, scopes, expires_at, rotated_from, created_by, created_at)
    values (${k.id}, ${k.platformId}, ${k.mode}, ${k.customerId}, ${k.userId}::uuid, ${k.name}, ${k.prefix}, ${k.hash}, ${k.scopes}::text[], ${k.expiresAt}, ${k.rotatedFrom}, ${k.createdBy}::uuid, ${k.createdAt})
    on conflict (rotated_from) do nothing`;
  return written === 1;
}
