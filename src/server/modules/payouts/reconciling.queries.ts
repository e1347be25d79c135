import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

const COMPARED = 'stripe_transfers';

export interface KnownTransfer {
  transferId: string;
  payoutId: string;
  sellerId: string;
  orderId: string;
  amountMinor: number;
  currency: string;
  status: 'pending' | 'paid' | 'failed';
  /** By reversals that were made or are being made. */
  askedBackMinor: number;
}

export async function findTransfer(reader: Reader, transferId: string): Promise<KnownTransfer | undefined> {
  const [row] = await reader.rows<KnownTransfer>(Prisma.sql`
    select t.id as "transferId", t.payout_id as "payoutId", t.seller_id as "sellerId", t.order_id as "orderId", t.amount_minor as "amountMinor", t.currency, t.status,
      coalesce((select sum(r.amount_minor) from transfer_reversals r where r.transfer_id = t.id and r.status in ('pending', 'succeeded')), 0)::bigint as "askedBackMinor"
    from transfers t where t.id = ${transferId}`);
  return row;
}

/** Transfers of ours that were sent within this time and that Stripe did not list. */
export async function listVanishedTransfers(reader: Reader, window: { since: Date; until: Date; seen: readonly string[] }): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(Prisma.sql`
    select id from transfers where status = 'paid' and created_at >= ${window.since} and created_at < ${window.until} and id <> all (${[...window.seen]}::text[]) order by id limit 200`);
  return rows.map((row) => row.id);
}

/** Until when Stripe's transfers were compared with ours. */
export async function findComparedUntil(reader: Reader): Promise<Date | undefined> {
  const [row] = await reader.rows<{ at: Date }>(Prisma.sql`select reached_at as at from watermarks where name = ${COMPARED}`);
  return row?.at;
}

/** Moves the mark on, never back. */
export async function moveComparedUntil(tx: ServiceTx, at: Date): Promise<void> {
  await tx.$executeRaw`
    insert into watermarks as w (name, reached_at) values (${COMPARED}, ${at}) on conflict (name) do update set reached_at = greatest(w.reached_at, excluded.reached_at)`;
}
