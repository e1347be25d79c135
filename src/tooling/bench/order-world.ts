import pg from 'pg';
import { hashToken } from '@/server/modules/identity/session-cookie';
import { createGoods, createProduct, createWorld } from '@/testing/world';

/** Someone signed in, whose cart is full. */
export interface PreparedBuyer {
  userId: string;
  token: string;
  cartId: string;
}

export interface OrderWorld {
  buyers: PreparedBuyer[];
  /** What each cart costs, shipping included, in US cents. */
  totalMinor: number;
}

/** A shop with so many buyers, each with the same cart: one of goods with stock, two downloads, two sellers. */
export async function createOrderWorld(ownerUrl: string, count: number): Promise<OrderWorld> {
  const world = await createWorld(ownerUrl);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const goods = await createGoods(client, world.sellers.one, { slug: 'bench-shoe', priceMinor: 10_000, parcelMinor: 900, stock: { '42': 1_000_000 } });
    const kits = [await createProduct(client, world.sellers.one, { slug: 'bench-kit-one', status: 'published', priceMinor: 5_000 }), await createProduct(client, world.sellers.two, { slug: 'bench-kit-two', status: 'published', priceMinor: 5_000 })];
    const variants = [goods.variants['42']?.variantId ?? '', ...kits.map(({ variantId }) => variantId)];
    const { rows } = await client.query<Omit<PreparedBuyer, 'token'>>(
      `with people as (insert into users (email, email_verified) select 'bench-' || n || '@example.test', now() from generate_series(1, $1::int) n returning id),
         named as (insert into profiles (user_id, display_name) select id, 'Buyer' from people),
         -- Ids of the right form, since nothing else of them matters here.
         carts as (insert into carts (id, user_id, country, currency) select 'crt_' || substr(md5(id::text), 1, 26), id, 'DE', 'usd' from people returning id, user_id)
       select user_id as "userId", id as "cartId" from carts`, [count]);
    await client.query(
      `insert into cart_items (id, cart_id, variant_id, quantity, seen_price_minor, seen_currency)
       select 'cit_' || substr(md5(c.id || p.variant_id), 1, 26), c.id, p.variant_id, 1, p.amount_minor, p.currency from carts c, prices p where p.variant_id = any ($1) and p.archived_at is null`, [variants]);
    const buyers = rows.map((row) => ({ ...row, token: `token-of-${row.userId}` }));
    await client.query(`insert into sessions (session_token, user_id, expires) select unnest($1::text[]), unnest($2::uuid[]), now() + interval '1 day'`, [buyers.map(({ token }) => hashToken(token)), buyers.map(({ userId }) => userId)]);
    await client.query('vacuum analyze');
    return { buyers, totalMinor: 10_000 + 900 + 2 * 5_000 };
  } finally {
    await client.end();
  }
}
