import { Prisma } from '@generated/client';
import type { Tx, UserTx } from '@/server/platform/db';

export interface LivePrice {
  id: string;
  variantId: string;
  currency: string;
  amountMinor: number;
}

/** Prices in force, in the order they lead. */
export async function listLivePrices(tx: Tx, variantIds: readonly string[]): Promise<LivePrice[]> {
  const rows = await tx.$queryRaw<(Omit<LivePrice, 'amountMinor'> & { amountMinor: bigint })[]>`
    select id, variant_id as "variantId", currency::text, amount_minor as "amountMinor" from prices where variant_id = any (${variantIds}::text[]) and archived_at is null order by created_at, id`;
  return rows.map((row) => ({ ...row, amountMinor: Number(row.amountMinor) }));
}

export async function archivePrices(tx: UserTx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length > 0) await tx.$executeRaw`update prices set archived_at = ${at} where id = any (${ids}::text[]) and archived_at is null`;
}

export async function insertPrices(tx: Tx, rows: readonly (LivePrice & { createdAt: Date })[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    insert into prices (id, variant_id, amount_minor, currency, created_at)
    select r.id, r."variantId", r."amountMinor", r.currency, r."createdAt"
    from jsonb_to_recordset(${Prisma.sql`${JSON.stringify(rows)}::jsonb`}) as r(id text, "variantId" text, "amountMinor" bigint, currency text, "createdAt" timestamptz)`;
}
