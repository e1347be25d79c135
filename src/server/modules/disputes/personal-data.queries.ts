import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findDisputesOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select o.number::text as "orderNumber", d.status, d.reason, trim(d.currency) as currency, d.amount_minor::text as "amountMinor", d.opened_at as "openedAt", d.closed_at as "closedAt", d.evidence as "toldTheBank"
    from disputes d join orders o on o.id = d.order_id where o.buyer_user_id = ${userId}::uuid order by d.opened_at desc`);
}

/** Names, addresses, devices and mails stand in it in sentences of ours. That it was answered, and in which fields, stays. */
export async function eraseEvidenceOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`
    update disputes d set evidence = (select jsonb_object_agg(key, case when value = '""' then value else '"(erased)"' end) from jsonb_each(d.evidence))
    from orders o where o.id = d.order_id and o.buyer_user_id = ${userId}::uuid and d.evidence is not null and d.evidence <> '{}'`;
}
