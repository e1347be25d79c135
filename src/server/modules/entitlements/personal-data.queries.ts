import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findEntitlementsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select p.title, e.source, e.license, e.starts_at as "startsAt", e.ends_at as "endsAt", e.revoked_at as "revokedAt" from entitlements e join products p on p.id = e.product_id where e.holder_user_id = ${userId}::uuid order by e.id desc`);
}

export function findDownloadsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select p.title, d.user_agent as browser, d.requested_at as "at" from download_events d join products p on p.id = d.product_id where d.user_id = ${userId}::uuid order by d.requested_at desc limit 20000`);
}

export async function eraseDownloadsOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`update download_events set user_agent = null where user_id = ${userId}::uuid and user_agent is not null`;
}
