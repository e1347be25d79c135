import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findEntriesOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select p.title as product, v.title as variant, e.quantity, e.entry_hash as "entryHash", e.rank, e.won_quantity as "wonQuantity", e.entered_at as "enteredAt"
    from drop_entries e join product_variants v on v.id = e.variant_id join products p on p.id = v.product_id where e.user_id = ${userId}::uuid order by e.entered_at desc`);
}

/** The row of an open drop is taken first, as by whoever closes it: an entry is in the published list, or gone. */
export async function withdrawEntriesOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`
    with open as (select d.id from drops d where d.closed_at is null and d.id in (select e.drop_id from drop_entries e where e.user_id = ${userId}::uuid) order by d.id for share)
    delete from drop_entries e using open where e.drop_id = open.id and e.user_id = ${userId}::uuid`;
}
