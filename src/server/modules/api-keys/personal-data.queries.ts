import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findTokensOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select name, prefix, scopes, created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt", revoked_at as "revokedAt" from api_keys where user_id = ${userId}::uuid order by created_at desc`);
}

export async function eraseTokensOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`update api_keys set name = 'Erased', revoked_at = coalesce(revoked_at, now()) where user_id = ${userId}::uuid`;
}
