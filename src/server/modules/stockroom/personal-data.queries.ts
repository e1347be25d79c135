import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findAlertsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select p.title as product, v.title as variant, a.asked_at as "askedAt", a.notified_at as "toldAt"
    from stock_alerts a join product_variants v on v.id = a.variant_id join products p on p.id = v.product_id where a.user_id = ${userId}::uuid order by a.asked_at desc`);
}

export async function deleteAlertsOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`delete from stock_alerts where user_id = ${userId}::uuid`;
}
