import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { ApiScope, PlatformMode } from '@/shared/contracts/api-keys';

/** What a key opens. */
export interface LiveKey {
  keyId: string;
  platformId: string | null;
  mode: PlatformMode | null;
  customerId: string | null;
  /** The platform's name for that customer. */
  customer: string | null;
  userId: string | null;
  scopes: ApiScope[];
  expiresAt: Date | null;
}

/** The key of this hash if it works now, and notes its use, once a minute at most; never waits for somebody who changes it. */
export async function findLiveKey(db: Reader, hash: Uint8Array, at: Date): Promise<LiveKey | undefined> {
  const [row] = await db.rows<LiveKey>(Prisma.sql`
    with found as (
      select k.id, k.platform_id, k.mode, k.customer_id, c.external_id, k.user_id, k.scopes, k.expires_at
      from api_keys k left join platforms p on p.id = k.platform_id left join customers c on c.id = k.customer_id
      where k.hash = ${hash} and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${at}::timestamptz) and p.archived_at is null),
    used as (
      update api_keys set last_used_at = ${at}::timestamptz where id = (
        select k.id from api_keys k join found f on f.id = k.id where k.last_used_at is null or k.last_used_at < ${at}::timestamptz - interval '1 minute' for no key update of k skip locked))
    select id as "keyId", platform_id as "platformId", mode, customer_id as "customerId", external_id as "customer", user_id::text as "userId", scopes, expires_at as "expiresAt" from found`);
  return row;
}

export interface LiveSigner {
  signerId: string;
  platformId: string;
  mode: PlatformMode;
  algorithm: 'ES256' | 'EdDSA' | 'RS256';
  /** JWK. */
  publicKey: string;
}

export async function findLiveSigner(db: Reader, signerId: string): Promise<LiveSigner | undefined> {
  const [row] = await db.rows<LiveSigner>(Prisma.sql`
    select s.id as "signerId", s.platform_id as "platformId", s.mode, s.algorithm, s.public_key as "publicKey"
    from platform_signers s join platforms p on p.id = s.platform_id where s.id = ${signerId} and s.revoked_at is null and p.archived_at is null`);
  return row;
}
