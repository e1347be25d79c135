import type pg from 'pg';
import { newId } from '@/shared/ids';
import { createProduct } from './world';

type Client = Pick<pg.Client, 'query'>;

export interface Stocked {
  productId: string;
  slug: string;
  /** One per size, in order. */
  sizes: { variantId: string; levelId: string }[];
}

/** A published product of sizes with a stock each; `units` are received, with their movement. */
export async function createStocked(client: pg.Client, sellerId: string, { slug, units, priceMinor = 9_000 }: { slug: string; units: readonly number[]; priceMinor?: number }): Promise<Stocked> {
  const product = await createProduct(client, sellerId, { slug, status: 'published', priceMinor });
  await client.query(`update products set kind = 'physical', type = 'sneaker', inventory = 'per_variant', condition = 'new' where id = $1`, [product.id]);
  const sizes = [];
  for (const [index, count] of units.entries()) {
    const [variantId, levelId] = [index === 0 ? product.variantId : newId('variant'), newId('stockLevel')];
    await client.query('insert into stock_levels (id, product_id, seller_id, on_hand) values ($1, $2, $3, $4)', [levelId, product.id, sellerId, count]);
    if (count > 0) await client.query(`insert into stock_movements (id, level_id, delta, reason, at) values ($1, $2, $3, 'received', now())`, [newId('stockMovement'), levelId, count]);
    if (index > 0) {
      await client.query(`insert into product_variants (id, product_id, seller_id, sku, position) values ($1, $2, $3, $4, $5)`, [variantId, product.id, sellerId, `${slug}-${index}`, index]);
      await client.query('insert into prices (id, variant_id, amount_minor, currency) values ($1, $2, $3, $4)', [newId('price'), variantId, priceMinor, 'usd']);
    }
    await client.query(`update product_variants set stock_level_id = $2, license = null, weight_grams = 900, title = $3, options = jsonb_build_object('size', $3::text) where id = $1`, [variantId, levelId, `${41 + index}`]);
    sizes.push({ variantId, levelId });
  }
  await client.query('select app.refresh_catalog_entries(array[$1])', [product.id]);
  return { productId: product.id, slug, sizes };
}

/** Open orders without items, one per person: something for reservations to hang on. */
export async function createOpenOrders(client: Client, userIds: readonly string[]): Promise<string[]> {
  const ids = userIds.map(() => newId('order'));
  await client.query(
    `insert into orders (id, open_key, buyer_user_id, currency, total_minor, expires_at)
     select o.id, o.id, o.buyer, 'usd', 0, now() + interval '1 hour' from unnest($1::text[], $2::uuid[]) as o (id, buyer)`,
    [ids, userIds],
  );
  return ids;
}

export async function createPeople(client: Client, { count, name }: { count: number; name: string }): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(`insert into users (email, email_verified) select $2 || n || '@example.test', now() from generate_series(1, $1::int) n returning id`, [count, name]);
  return rows.map((row) => row.id);
}
