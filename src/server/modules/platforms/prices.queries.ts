import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';

/** A tier's price as Stripe knows it in one world. */
export interface PriceRow {
  tierId: string;
  mode: PlatformMode;
  amountMinor: number;
  currency: string;
  interval: 'month' | 'year';
  /** Null: the marketplace's own account. */
  stripeAccountId: string | null;
  stripeProductId: string;
  stripePriceId: string;
}

const columns = Prisma.sql`
  x.tier_id as "tierId", x.mode, x.amount_minor::float8 as "amountMinor", x.currency::text as currency, x."interval" as "interval", x.stripe_account_id as "stripeAccountId",
  x.stripe_product_id as "stripeProductId", x.stripe_price_id as "stripePriceId"`;

/** Prices in force of all tiers of a platform, in both worlds. */
export function findLivePrices(reader: Reader, platformId: string): Promise<PriceRow[]> {
  return reader.rows<PriceRow>(Prisma.sql`
    select ${columns} from platform_prices x join platform_tiers t on t.id = x.tier_id where t.platform_id = ${platformId} and x.archived_at is null`);
}

/** Keeps what Stripe made, or puts it in force again. */
export async function upsertPrice(tx: ServiceTx, x: PriceRow & { at: Date }): Promise<void> {
  await tx.$executeRaw`
    insert into platform_prices (tier_id, mode, amount_minor, currency, "interval", stripe_account_id, stripe_product_id, stripe_price_id, created_at)
    values (${x.tierId}, ${x.mode}, ${x.amountMinor}, ${x.currency}, ${x.interval}, ${x.stripeAccountId}, ${x.stripeProductId}, ${x.stripePriceId}, ${x.at})
    on conflict (tier_id, mode, amount_minor, currency, "interval") do update set stripe_account_id = excluded.stripe_account_id, stripe_product_id = excluded.stripe_product_id,
      stripe_price_id = excluded.stripe_price_id, archived_at = null`;
}

export async function markPriceArchived(tx: ServiceTx, { stripePriceId, at }: { stripePriceId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update platform_prices set archived_at = ${at} where stripe_price_id = ${stripePriceId} and archived_at is null`;
}

/** The tier of a platform that these prices at Stripe pay for, also one that is not on offer any more. */
export async function findTierOfPrices(tx: ServiceTx, of: { platformId: string; mode: PlatformMode; stripePriceIds: readonly string[] }): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ tierId: string }[]>`
    select x.tier_id as "tierId" from platform_prices x join platform_tiers t on t.id = x.tier_id
    where t.platform_id = ${of.platformId} and x.mode = ${of.mode} and x.stripe_price_id = any (${[...of.stripePriceIds]}::text[]) order by x.tier_id limit 1`;
  return row?.tierId ?? null;
}
