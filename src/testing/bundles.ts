import type pg from 'pg';
import { newId } from '@/shared/ids';

type Client = Pick<pg.Client, 'query'>;

export interface Bundle {
  id: string;
  slug: string;
  variantId: string;
}

/** A published bundle of these products at this price; a part without a variant is for the buyer to choose. */
export async function createBundle(client: Client, sellerId: string, bundle: { slug: string; priceMinor: number; currency?: string; parts: readonly { productId: string; variantId?: string }[] }): Promise<Bundle> {
  const { slug, priceMinor, currency = 'usd', parts } = bundle;
  const [id, variantId] = [newId('product'), newId('variant')];
  await client.query(`insert into products (id, seller_id, kind, type, slug, title, summary, status, published_at) values ($1, $2, 'bundle', 'bundle', $3, $3, 'A set', 'published', now())`, [id, sellerId, slug]);
  await client.query('insert into product_variants (id, product_id, seller_id, sku) values ($1, $2, $3, $4)', [variantId, id, sellerId, slug]);
  await client.query('insert into prices (id, variant_id, amount_minor, currency) values ($1, $2, $3, $4)', [newId('price'), variantId, priceMinor, currency]);
  for (const [position, part] of parts.entries()) {
    await client.query('insert into bundle_items (bundle_product_id, part_product_id, part_variant_id, position) values ($1, $2, $3, $4)', [id, part.productId, part.variantId ?? null, position]);
  }
  await client.query('select app.refresh_catalog_entries(array[$1])', [id]);
  return { id, slug, variantId };
}

export interface CouponFixture {
  code: string;
  sellerId?: string;
  productId?: string;
  percentBps?: number;
  amountMinor?: number;
  endsAt?: Date;
  maxRedemptions?: number;
  isFirstPurchase?: boolean;
}

/** A coupon of a seller, or of the platform: ten percent unless said. */
export async function createCoupon(client: Client, coupon: CouponFixture): Promise<string> {
  const { code, sellerId = null, productId = null, amountMinor = null, percentBps = amountMinor === null ? 1_000 : null, endsAt = null, maxRedemptions = null, isFirstPurchase = false } = coupon;
  const id = newId('coupon');
  await client.query(
    `insert into coupons (id, seller_id, product_id, code, percent_bps, amount_minor, currency, starts_at, ends_at, max_redemptions, is_first_purchase)
     values ($1, $2, $3, $4, $5, $6, case when $6::bigint is null then null else 'usd' end, now() - interval '2 days', $7, $8, $9)`,
    [id, sellerId, productId, code, percentBps, amountMinor, endsAt, maxRedemptions, isFirstPurchase],
  );
  return id;
}

/** A key this person or organization holds. */
export async function grantKey(client: Client, { productId, userId, organizationId, license = 'personal' }: { productId: string; userId?: string; organizationId?: string; license?: string }): Promise<void> {
  await client.query(`insert into entitlements (id, holder_user_id, holder_organization_id, product_id, source, license) values ($1, $2, $3, $4, 'admin', $5)`,
    [newId('entitlement'), userId ?? null, organizationId ?? null, productId, license]);
}
