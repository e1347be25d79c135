import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findCustomersLike(reader: Reader, email: string): Promise<object[]> {
  return reader.rows(Prisma.sql`select p.name as platform, c.mode, c.name, c.email, c.created_at as "createdAt" from customers c join platforms p on p.id = c.platform_id where lower(c.email) = ${email} order by c.created_at desc`);
}

export async function eraseCustomersLike(tx: ServiceTx, email: string): Promise<void> {
  await tx.$executeRaw`update customers set email = null, name = null where lower(email) = ${email}`;
}
