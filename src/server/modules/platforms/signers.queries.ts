import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';

export interface SignerRow {
  id: string;
  name: string;
  algorithm: 'ES256' | 'EdDSA' | 'RS256';
  publicKey: string;
  revokedAt: Date | null;
  createdAt: Date;
}

/** Signers of one world, newest first; those that work first. */
export function findSigners(reader: Reader, { platformId, mode }: { platformId: string; mode: PlatformMode }): Promise<SignerRow[]> {
  return reader.rows<SignerRow>(Prisma.sql`
    select id, name, algorithm, public_key as "publicKey", revoked_at as "revokedAt", created_at as "createdAt" from platform_signers
    where platform_id = ${platformId} and mode = ${mode} order by revoked_at is not null, created_at desc, id desc limit 50`);
}

export async function countSigners(tx: ServiceTx, { platformId, mode }: { platformId: string; mode: PlatformMode }): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from platform_signers where platform_id = ${platformId} and mode = ${mode} and revoked_at is null`;
  return row?.count ?? 0;
}

export async function insertSigner(tx: ServiceTx, s: Omit<SignerRow, 'revokedAt'> & { platformId: string; mode: PlatformMode; createdBy: string }): Promise<void> {
  await tx.$executeRaw`
    insert into platform_signers (id, platform_id, mode, name, algorithm, public_key, created_by, created_at)
    values (${s.id}, ${s.platformId}, ${s.mode}, ${s.name}, ${s.algorithm}, ${s.publicKey}, ${s.createdBy}::uuid, ${s.createdAt})`;
}

export async function markSignerRevoked(tx: ServiceTx, { signerId, platformId, at }: { signerId: string; platformId: string; at: Date }): Promise<boolean> {
  const written = await tx.$executeRaw`update platform_signers set revoked_at = ${at} where id = ${signerId} and platform_id = ${platformId} and revoked_at is null`;
  return written === 1;
}
