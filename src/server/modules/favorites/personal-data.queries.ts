import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findFavoritesOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select p.title as product, f.created_at as "keptAt", f.price_seen_minor::float8 as "priceSeenMinor", f.currency, f.version_seen as "versionSeen"
    from favorites f join products p on p.id = f.product_id where f.user_id = ${userId}::uuid order by f.created_at desc, f.product_id desc`);
}

export async function eraseFavoritesOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`delete from favorites where user_id = ${userId}::uuid`;
}
