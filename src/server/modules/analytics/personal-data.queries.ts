import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findReminderOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`select reminded_at as "remindedAt" from cart_reminders where user_id = ${userId}::uuid`);
}

export async function deleteReminderOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`delete from cart_reminders where user_id = ${userId}::uuid`;
}
