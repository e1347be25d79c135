import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

export function findInvoicesOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select v.kind, v.number, o.number::text as "orderNumber", v.currency, v.total_minor::text as "totalMinor", v.issued_at as "issuedAt", v.document
    from invoices v join orders o on o.id = v.order_id where o.buyer_user_id = ${userId}::uuid order by v.issued_at desc`);
}
