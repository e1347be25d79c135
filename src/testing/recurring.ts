import type pg from 'pg';
import { newId } from '@/shared/ids';

export interface RecurringProduct {
  id: string;
  slug: string;
  /** By the name of the plan. */
  plans: Record<string, { variantId: string; priceId: string; priceMinor: number }>;
}

interface Plan {
  priceMinor: number;
  interval?: 'month' | 'year';
  tier?: 'pro' | 'pro+' | 'enterprise';
  platformTierId?: string;
  trialDays?: number;
}

/** A published product that is paid again and again, in these plans: a membership, or with `kind` a plan of an API. */
export async function createRecurring(client: pg.Client | pg.Pool, sellerId: string, product: { slug: string; kind?: 'membership' | 'api'; plans: Record<string, Plan> }): Promise<RecurringProduct> {
  const { slug, kind = 'membership', plans } = product;
  const id = newId('product');
  await client.query(
    `insert into products (id, seller_id, kind, type, slug, title, summary, status, published_at) values ($1, $2, $3, $3, $4, $4, 'Again and again', 'published', now())`,
    [id, sellerId, kind, slug],
  );
  const made: RecurringProduct['plans'] = {};
  for (const [position, [name, { priceMinor, interval = 'month', tier = null, platformTierId = null, trialDays = 0 }]] of Object.entries(plans).entries()) {
    const [variantId, priceId] = [newId('variant'), newId('price')];
    await client.query(
      `insert into product_variants (id, product_id, seller_id, sku, title, position, membership_tier, platform_tier_id, trial_days) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [variantId, id, sellerId, `${slug}-${name}`, name, position, tier, platformTierId, trialDays],
    );
    await client.query(`insert into prices (id, variant_id, amount_minor, currency, "interval") values ($1, $2, $3, 'usd', $4)`, [priceId, variantId, priceMinor, interval]);
    made[name] = { variantId, priceId, priceMinor };
  }
  await client.query('select app.refresh_catalog_entries(array[$1])', [id]);
  return { id, slug, plans: made };
}
