import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { cookieNames, hashToken } from '@/server/modules/identity/session-cookie';
import { createStripeAccount } from '@/server/modules/payments/create-stripe-account';
import { newId } from '@/shared/ids';
import { createBundle, createCoupon } from '@/testing/bundles';
import { createGoods, createProduct, createWorld, type World } from '@/testing/world';
import type { Stage } from './stage';

/** Somebody signed in. */
export interface Person {
  userId: string;
  cookie: string;
  currency: string;
  /** Buys for this organization, if for any. */
  organizationId: string | null;
}

/** Who and what there is at the start. */
export interface Market {
  buyers: Person[];
  admin: Person;
  /** By the slug of the seller. */
  sellers: Record<string, Person>;
  downloads: string[];
  goods: string[];
  bundles: string[];
  coupons: string[];
}

const BUYERS = 14;
const CURRENCIES = ['usd', 'usd', 'eur'];

/** Writes people, sellers with accounts at Stripe, goods with little stock, downloads, a bundle and coupons. */
export async function createMarket(stage: Stage, ownerUrl: string): Promise<Market> {
  const world = await createWorld(ownerUrl);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const sellerId of Object.values(world.sellers)) await openAccount(stage, client, sellerId);
    const things = await createThings(client, world);
    const signIn = async (userId: string, rest: Partial<Person> = {}): Promise<Person> => {
      const token = randomBytes(24).toString('hex');
      await client.query(`insert into sessions (session_token, user_id, expires) values ($1, $2, now() + interval '1 day')`, [hashToken(token), userId]);
      return { userId, cookie: `${cookieNames('http://localhost:3000').session}=${token}`, currency: 'usd', organizationId: null, ...rest };
    };
    const buyers = [await signIn(world.orgOwner, { organizationId: world.organizations.buying })];
    for (let index = 0; index < BUYERS; index += 1) {
      const { rows } = await client.query<{ id: string }>('insert into users (email, email_verified) values ($1, now()) returning id', [`buyer-${index}@example.test`]);
      const userId = rows[0]?.id ?? '';
      await client.query(`insert into profiles (user_id, display_name) values ($1, 'Buyer')`, [userId]);
      buyers.push(await signIn(userId, { currency: CURRENCIES[index % CURRENCIES.length] ?? 'usd' }));
    }
    return { ...things, buyers, admin: await signIn(world.admin), sellers: { northbeam: await signIn(world.sellerOne), oda: await signIn(world.sellerTwo) } };
  } finally {
    await client.end();
  }
}

async function openAccount(stage: Stage, client: pg.Client, sellerId: string): Promise<void> {
  const account = await createStripeAccount(stage.platform.stripe, { sellerId, country: 'DE' });
  await client.query('update sellers set stripe_account_id = $2, details_submitted = true, payouts_enabled = true where id = $1', [sellerId, account]);
  await stage.control(`accounts/${account}`, { onboard: 'complete' });
}

async function createThings(client: pg.Client, { sellers, products }: World): Promise<Pick<Market, 'downloads' | 'goods' | 'bundles' | 'coupons'>> {
  const downloads = [products.published.variantId, products.other.variantId];
  const goods: string[] = [];
  const parts: { productId: string; variantId: string }[] = [];
  for (const [name, sellerId] of Object.entries(sellers)) {
    for (const number of [1, 2, 3]) {
      const kit = await createProduct(client, sellerId, { slug: `kit-${name}-${number}`, status: 'published', priceMinor: 1_500 * number });
      downloads.push(kit.variantId);
      if (number === 3) parts.push({ productId: kit.id, variantId: kit.variantId });
    }
    for (const number of [1, 2]) {
      const shoe = await createGoods(client, sellerId, { slug: `shoe-${name}-${number}`, priceMinor: 6_000 + 1_111 * number, stock: { '41': 4, '42': 6, '43': 2 } });
      goods.push(...Object.values(shoe.variants).map(({ variantId }) => variantId));
      if (number === 1 && shoe.variants['42']) parts.push({ productId: shoe.id, variantId: shoe.variants['42'].variantId });
    }
    await client.query(
      `insert into shipping_rates (id, seller_id, name, countries, currency, parcel_minor, parcel_grams) values ($1, $2, 'Everywhere', '{*}', 'eur', 850, 2000)`,
      [newId('shippingRate'), sellerId],
    );
  }
  const bundle = await createBundle(client, sellers.one, { slug: 'everything', priceMinor: 14_000, parts });
  const priced = [...downloads, ...goods, bundle.variantId];
  for (const variantId of priced) {
    await client.query(`insert into prices (id, variant_id, amount_minor, currency) select $1, variant_id, amount_minor - 100, 'eur' from prices where variant_id = $2 and currency = 'usd'`, [newId('price'), variantId]);
  }
  await createCoupon(client, { code: 'TENTH', sellerId: sellers.one });
  await createCoupon(client, { code: 'FEW', percentBps: 2_500, maxRedemptions: 6 });
  await createCoupon(client, { code: 'FIRST', amountMinor: 500, isFirstPurchase: true });
  await createCoupon(client, { code: 'GIFT', percentBps: 10_000, maxRedemptions: 4 });
  return { downloads, goods, bundles: [bundle.variantId], coupons: ['TENTH', 'FEW', 'FIRST', 'GIFT'] };
}
