import pg from 'pg';
import { newId } from '@/shared/ids';

/** A few people, organizations, sellers and products, as rows: enough for row security to tell apart. */
export interface World {
  buyerA: string;
  buyerB: string;
  sellerOne: string;
  sellerTwo: string;
  orgMember: string;
  orgOwner: string;
  admin: string;
  organizations: { one: string; two: string; buying: string };
  sellers: { one: string; two: string };
  products: { published: Product; draft: Product; archived: Product; other: Product };
}

export interface Product {
  id: string;
  slug: string;
  variantId: string;
  priceId: string;
  versionId: string;
  priceMinor: number;
}

const PEOPLE = ['buyerA', 'buyerB', 'sellerOne', 'sellerTwo', 'orgMember', 'orgOwner', 'admin'] as const;

/** Writes the world as the database's owner and returns its ids. */
export async function createWorld(ownerUrl: string): Promise<World> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const people = await createPeople(client);
    const organizations = {
      one: await createOrganization(client, 'Northbeam', [[people.sellerOne, 'owner']]),
      two: await createOrganization(client, 'Oda', [[people.sellerTwo, 'owner']]),
      buying: await createOrganization(client, 'Kestrel', [[people.orgOwner, 'owner'], [people.orgMember, 'member']]),
    };
    const sellers = { one: await createSeller(client, organizations.one, 'northbeam'), two: await createSeller(client, organizations.two, 'oda') };
    const products = {
      published: await createProduct(client, sellers.one, { slug: 'fastify-starter', status: 'published', priceMinor: 5_900 }),
      draft: await createProduct(client, sellers.one, { slug: 'unfinished-kit', status: 'draft', priceMinor: 1_900 }),
      archived: await createProduct(client, sellers.two, { slug: 'retired-kit', status: 'archived', priceMinor: 900 }),
      other: await createProduct(client, sellers.two, { slug: 'queue-kit', status: 'published', priceMinor: 4_500 }),
    };
    return { ...people, organizations, sellers, products };
  } finally {
    await client.end();
  }
}

async function createPeople(client: pg.Client): Promise<Record<(typeof PEOPLE)[number], string>> {
  const entries = [];
  for (const name of PEOPLE) {
    const { rows } = await client.query<{ id: string }>('insert into users (email, email_verified) values ($1, now()) returning id', [`${name.toLowerCase()}@example.test`]);
    const id = rows[0]?.id ?? '';
    await client.query('insert into profiles (user_id, display_name, role) values ($1, $2, $3)', [id, name, name === 'admin' ? 'admin' : 'customer']);
    if (name === 'admin') await client.query(`insert into audit_log (id, actor_role, action, target_type, target_id, after) values ($1, 'ops', 'role.grant', 'user', $2, '{"role":"admin"}')`, [newId('audit'), id]);
    entries.push([name, id] as const);
  }
  // The tuple list names every person, which Object.fromEntries cannot know.
  return Object.fromEntries(entries) as Record<(typeof PEOPLE)[number], string>;
}

async function createOrganization(client: pg.Client, name: string, members: readonly (readonly [string, string])[]): Promise<string> {
  const id = newId('organization');
  await client.query('insert into organizations (id, slug, name) values ($1, $2, $3)', [id, name.toLowerCase(), name]);
  for (const [userId, role] of members) await client.query('insert into organization_members (organization_id, user_id, role) values ($1, $2, $3)', [id, userId, role]);
  return id;
}

async function createSeller(client: pg.Client, organizationId: string, slug: string): Promise<string> {
  const id = newId('seller');
  await client.query(`insert into sellers (id, organization_id, slug, name, lifecycle) values ($1, $2, $3, $4, 'active')`, [id, organizationId, slug, slug]);
  return id;
}

/** A product with one personal licence and one published version 1.0.0, listed when published. */
export async function createProduct(client: pg.Client, sellerId: string, product: { slug: string; status: string; priceMinor: number; currency?: string }): Promise<Product> {
  const { slug, status, priceMinor, currency = 'usd' } = product;
  const [id, variantId, priceId, versionId] = [newId('product'), newId('variant'), newId('price'), newId('version')];
  await client.query(
    `insert into products (id, seller_id, kind, type, slug, title, summary, status, published_at) values ($1, $2, 'download', 'node', $3, $3, 'A kit', $4, case when $4 = 'published' then now() end)`,
    [id, sellerId, slug, status],
  );
  await client.query(`insert into product_variants (id, product_id, seller_id, sku, license) values ($1, $2, $3, $4, 'personal')`, [variantId, id, sellerId, `${slug}-personal`]);
  await client.query('insert into prices (id, variant_id, amount_minor, currency) values ($1, $2, $3, $4)', [priceId, variantId, priceMinor, currency]);
  await client.query(
    `insert into product_versions (id, product_id, version, sort_key, content_hash, published_at) values ($1, $2, '1.0.0', '0001', repeat('a', 64), now())`,
    [versionId, id],
  );
  await client.query('select app.refresh_catalog_entries(array[$1])', [id]);
  return { id, slug, variantId, priceId, versionId, priceMinor };
}

export interface Goods {
  id: string;
  slug: string;
  priceMinor: number;
  /** By size. */
  variants: Record<string, { variantId: string; levelId: string }>;
}

/** A published physical product in these sizes, each with its own stock, as many on the shelf as said; and a shipping rate of its seller's to everywhere. */
export async function createGoods(client: pg.Client | pg.Pool, sellerId: string, goods: { slug: string; priceMinor: number; stock: Record<string, number>; currency?: string; parcelMinor?: number }): Promise<Goods> {
  const { slug, priceMinor, stock, currency = 'usd', parcelMinor = 900 } = goods;
  const id = newId('product');
  await client.query(
    `insert into products (id, seller_id, kind, type, slug, title, summary, status, published_at, condition, inventory) values ($1, $2, 'physical', 'sneaker', $3, $3, 'Shoes', 'published', now(), 'new', 'per_variant')`,
    [id, sellerId, slug],
  );
  const variants: Goods['variants'] = {};
  for (const [position, [size, onHand]] of Object.entries(stock).entries()) {
    const [variantId, levelId] = [newId('variant'), newId('stockLevel')];
    await client.query('insert into stock_levels (id, product_id, seller_id, on_hand) values ($1, $2, $3, $4)', [levelId, id, sellerId, onHand]);
    if (onHand > 0) await client.query(`insert into stock_movements (id, level_id, delta, reason, at) values ($1, $2, $3, 'received', now())`, [newId('stockMovement'), levelId, onHand]);
    await client.query(
      `insert into product_variants (id, product_id, seller_id, sku, options, title, weight_grams, stock_level_id, position) values ($1, $2, $3, $4, $5, $6, 900, $7, $8)`,
      [variantId, id, sellerId, `${slug}-${size}`, JSON.stringify({ size }), size, levelId, position],
    );
    await client.query('insert into prices (id, variant_id, amount_minor, currency) values ($1, $2, $3, $4)', [newId('price'), variantId, priceMinor, currency]);
    variants[size] = { variantId, levelId };
  }
  await client.query(
    `insert into shipping_rates (id, seller_id, name, countries, currency, parcel_minor, parcel_grams) select $1, $2, 'Everywhere', '{*}', $3, $4, 2000
     where not exists (select from shipping_rates where seller_id = $2 and currency = $3 and archived_at is null)`,
    [newId('shippingRate'), sellerId, currency, parcelMinor],
  );
  await client.query('select app.refresh_catalog_entries(array[$1])', [id]);
  return { id, slug, priceMinor, variants };
}

/** Puts these into a person's cart as if they had looked at it, to be shipped to this country. */
export async function fillCart(client: pg.Client | pg.Pool, userId: string, cart: { items: { variantId: string; quantity: number }[]; country?: string | null; couponCode?: string | null; currency?: string }): Promise<void> {
  const { items, country = 'DE', couponCode = null, currency = 'usd' } = cart;
  const { rows } = await client.query<{ id: string }>(
    `insert into carts (id, user_id, country, coupon_code, currency) values ($1, $2, $3, $4, $5)
     on conflict (user_id) do update set country = excluded.country, coupon_code = excluded.coupon_code, currency = excluded.currency returning id`,
    [newId('cart'), userId, country, couponCode, currency],
  );
  await client.query('delete from cart_items where cart_id = $1', [rows[0]?.id]);
  // Each at a moment of its own, as somebody who shops does: the cart is in this order.
  for (const [nth, { variantId, quantity }] of items.entries()) {
    await client.query(
      `insert into cart_items (id, cart_id, variant_id, quantity, seen_price_minor, seen_currency, added_at) select $1, $2, $3, $4, p.amount_minor, p.currency, now() + $6 * interval '1 millisecond' from prices p where p.variant_id = $3 and p.currency = $5 and p.archived_at is null`,
      [newId('cartItem'), rows[0]?.id, variantId, quantity, currency, nth],
    );
  }
}
