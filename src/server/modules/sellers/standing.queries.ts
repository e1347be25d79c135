import { Prisma } from '@generated/client';
import type { AccountFact } from '@/server/modules/payments/find-account-fact';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { SellerLifecycle } from '@/shared/contracts/sellers';

export interface SellerAccountRow {
  sellerId: string;
  slug: string;
  lifecycle: SellerLifecycle;
  country: string | null;
  stripeAccountId: string | null;
}

const COLUMNS = Prisma.sql`id as "sellerId", slug, lifecycle, country, stripe_account_id as "stripeAccountId"`;

export async function findSellerAccount(reader: Reader, sellerId: string): Promise<SellerAccountRow | undefined> {
  const [row] = await reader.rows<SellerAccountRow>(Prisma.sql`select ${COLUMNS} from sellers where id = ${sellerId}`);
  return row;
}

/** How far the seller's way to its money is: nothing said to Stripe, something that is not enough yet, or money that can be sent. */
export async function getPayoutStanding(reader: Reader, sellerId: string): Promise<'none' | 'begun' | 'open'> {
  const [row] = await reader.rows<{ standing: 'none' | 'begun' | 'open' }>(Prisma.sql`
    select case when payouts_enabled then 'open' when details_submitted then 'begun' else 'none' end as standing from sellers where id = ${sellerId}`);
  return row?.standing ?? 'none';
}

export async function hasSellerAccount(tx: ServiceTx, stripeAccountId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`select 1 from sellers where stripe_account_id = ${stripeAccountId}`;
  return rows.length > 0;
}

/**
 * Keeps the account that was opened for an approved seller and makes the seller active. False when the seller has another one, or may have none any more.
 * One statement, so that of two accounts one is kept and the other is told.
 */
export async function keepAccount(tx: ServiceTx, { sellerId, stripeAccountId }: { sellerId: string; stripeAccountId: string }): Promise<boolean> {
  const written = await tx.$executeRaw`
    update sellers set stripe_account_id = ${stripeAccountId}, lifecycle = 'active'
    where id = ${sellerId} and lifecycle in ('approved', 'active') and (stripe_account_id is null or stripe_account_id = ${stripeAccountId})`;
  return written === 1;
}

/** Puts what a seller has published back on the listing, as it reads now. */
export async function relist(tx: ServiceTx, sellerId: string): Promise<void> {
  await tx.$executeRaw`select app.refresh_catalog_entries(array(select id from products where seller_id = ${sellerId} and status = 'published'))`;
}

/** Writes what Stripe said of an account, unless a younger answer is there. */
export async function saveStanding(tx: ServiceTx, { fact, askedAt }: { fact: AccountFact; askedAt: Date }): Promise<void> {
  await tx.$executeRaw`
    update sellers set charges_enabled = ${fact.chargesEnabled}, payouts_enabled = ${fact.payoutsEnabled}, details_submitted = ${fact.detailsSubmitted},
      requirements = ${JSON.stringify(fact.requirements)}::jsonb, stripe_read_at = ${askedAt}
    where stripe_account_id = ${fact.stripeAccountId} and (stripe_read_at is null or stripe_read_at <= ${askedAt})`;
}

export function findUnpaidSellers(reader: Reader): Promise<{ sellerId: string; country: string }[]> {
  return reader.rows(Prisma.sql`select id as "sellerId", country from sellers where stripe_account_id is null and lifecycle in ('approved', 'active') and country is not null order by id`);
}

/** Accounts Stripe was last asked about before `since`, or before `waitingSince` while they cannot be paid; the longest unasked first. */
export async function findStaleAccounts(reader: Reader, { waitingSince, since, limit }: { waitingSince: Date; since: Date; limit: number }): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(Prisma.sql`
    select stripe_account_id as id from sellers
    where stripe_account_id is not null and lifecycle <> 'declined'
      and (stripe_read_at is null or stripe_read_at < case when payouts_enabled then ${since}::timestamptz else ${waitingSince}::timestamptz end)
    order by stripe_read_at nulls first, id limit ${limit}`);
  return rows.map(({ id }) => id);
}
