import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import { CLAIMED } from './claims.queries';
import type { PublishedEntry } from './draw';

export interface NewEntry {
  id: string;
  dropId: string;
  userId: string;
  variantId: string;
  quantity: number;
  hash: string;
  now: Date;
}

/** Writes the person's entry, or puts it in the place of an earlier one. False: the drop does not give out this variant. */
export async function writeEntry(tx: ServiceTx, entry: NewEntry): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into drop_entries (id, drop_id, user_id, variant_id, quantity, entry_hash, entered_at)
    select ${entry.id}, v.drop_id, ${entry.userId}::uuid, v.variant_id, ${entry.quantity}, ${entry.hash}, ${entry.now}
    from drop_variants v where v.drop_id = ${entry.dropId} and v.variant_id = ${entry.variantId}
    on conflict (drop_id, user_id) do update set id = excluded.id, variant_id = excluded.variant_id, quantity = excluded.quantity, entry_hash = excluded.entry_hash, entered_at = excluded.entered_at`;
  return written === 1;
}

export async function deleteEntry(tx: ServiceTx, { dropId, userId }: { dropId: string; userId: string }): Promise<boolean> {
  return (await tx.$executeRaw`delete from drop_entries where drop_id = ${dropId} and user_id = ${userId}::uuid`) === 1;
}

/** Whether the person belongs to the organization that sells the drop's product. */
export async function sellsDrop(tx: ServiceTx, { sellerId, userId }: { sellerId: string; userId: string }): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    select 1 from sellers s join organization_members m on m.organization_id = s.organization_id where s.id = ${sellerId} and m.user_id = ${userId}::uuid`;
  return rows.length > 0;
}

export type ListedEntry = PublishedEntry & { id: string };

export async function listEntries(tx: ServiceTx, dropId: string): Promise<ListedEntry[]> {
  return tx.$queryRaw`select id, entry_hash as hash, variant_id as "variantId", quantity from drop_entries where drop_id = ${dropId}`;
}

export async function listUnits(tx: ServiceTx, dropId: string): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ variantId: string; units: number }[]>`select variant_id as "variantId", units from drop_variants where drop_id = ${dropId}`;
  return new Map(rows.map(({ variantId, units }) => [variantId, units]));
}

/** Writes places and what each got, in the order given. */
export async function writeRanks(tx: ServiceTx, { ids, given, claimUntil }: { ids: readonly string[]; given: readonly number[]; claimUntil: Date }): Promise<void> {
  await tx.$executeRaw`
    update drop_entries e set rank = r.rank, drawn_quantity = r.given, won_quantity = r.given, claim_expires_at = case when r.given > 0 then ${claimUntil}::timestamptz end
    from unnest(${[...ids]}::text[], ${[...given]}::int[]) with ordinality as r (id, given, rank) where e.id = r.id`;
}

/** An entry that was offered units. `held` are in open orders, `claimed` in open or paid ones. */
export interface OfferedEntry {
  id: string;
  variantId: string;
  wonQuantity: number;
  claimed: number;
  held: number;
  claimExpiresAt: Date;
  lapsedAt: Date | null;
}

export async function listOffered(tx: ServiceTx, dropId: string): Promise<OfferedEntry[]> {
  return tx.$queryRaw`
    select e.id, e.variant_id as "variantId", e.won_quantity as "wonQuantity", ${CLAIMED} as claimed, e.claim_expires_at as "claimExpiresAt", e.lapsed_at as "lapsedAt",
      coalesce((select sum(c.quantity)::int from drop_claims c join stock_reservations r on r.order_id = c.order_id and r.variant_id = c.variant_id and r.status = 'held'
        where c.entry_id = e.id), 0) as held
    from drop_entries e where e.drop_id = ${dropId} and e.won_quantity > 0`;
}

export async function markLapsed(tx: ServiceTx, { ids, now }: { ids: readonly string[]; now: Date }): Promise<void> {
  await tx.$executeRaw`update drop_entries set lapsed_at = ${now} where id = any (${[...ids]}::text[]) and lapsed_at is null`;
}

export interface WaitingEntry {
  id: string;
  variantId: string;
  quantity: number;
  wonQuantity: number;
}

/** Who is next in line for a variant: in the order of the draw, those who have not got all they asked for. */
export async function listNext(tx: ServiceTx, { dropId, variantId, limit }: { dropId: string; variantId: string; limit: number }): Promise<WaitingEntry[]> {
  return tx.$queryRaw`
    select id, variant_id as "variantId", quantity, won_quantity as "wonQuantity" from drop_entries
    where drop_id = ${dropId} and variant_id = ${variantId} and lapsed_at is null and won_quantity < quantity order by rank limit ${limit}`;
}

export async function raiseWon(tx: ServiceTx, { raised, claimUntil }: { raised: readonly { id: string; wonQuantity: number }[]; claimUntil: Date }): Promise<void> {
  await tx.$executeRaw`
    update drop_entries e set won_quantity = r.won, claim_expires_at = ${claimUntil}
    from unnest(${raised.map(({ id }) => id)}::text[], ${raised.map((one) => one.wonQuantity)}::int[]) as r (id, won) where e.id = r.id`;
}

export interface OwnEntryRow {
  entryId: string;
  userId: string;
  variantId: string;
  quantity: number;
  hash: string;
  enteredAt: Date;
  rank: number | null;
  wonQuantity: number;
  claimedQuantity: number;
  claimExpiresAt: Date | null;
  lapsedAt: Date | null;
}

/** The reader's own entry; row security shows no other. */
export async function findOwnEntry(reader: Reader, { dropId, userId }: { dropId: string; userId: string }): Promise<OwnEntryRow | undefined> {
  const [row] = await reader.rows<OwnEntryRow>(Prisma.sql`
    select e.id as "entryId", e.user_id::text as "userId", e.variant_id as "variantId", e.quantity, e.entry_hash as hash, e.entered_at as "enteredAt", e.rank,
      e.won_quantity as "wonQuantity", ${CLAIMED} as "claimedQuantity", e.claim_expires_at as "claimExpiresAt", e.lapsed_at as "lapsedAt"
    from drop_entries e where e.drop_id = ${dropId} and e.user_id = ${userId}::uuid`);
  return row;
}

export interface ProofEntryRow {
  hash: string;
  variantId: string;
  quantity: number;
  rank: number | null;
  drawn: number;
  won: number;
}

/** The published list: sorted by hash, without a word on who entered. */
export function listProofEntries(reader: Reader, dropId: string): Promise<ProofEntryRow[]> {
  return reader.rows<ProofEntryRow>(Prisma.sql`
    select entry_hash as hash, variant_id as "variantId", quantity, rank, drawn_quantity as drawn, won_quantity as won
    from drop_entries where drop_id = ${dropId} order by entry_hash collate "C"`);
}
