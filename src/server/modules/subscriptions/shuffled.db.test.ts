import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openIncluded } from '@/server/modules/entitlements/open-included';
import { followSubscription } from '@/server/modules/orders/follow-subscription';
import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import type { Platform } from '@/server/platform/platform';
import { newId } from '@/shared/ids';
import { DAY_MS } from '@/shared/time';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createRecurring, type RecurringProduct } from '@/testing/recurring';
import { createProduct, createWorld, type Product, type World } from '@/testing/world';
import { openSubscription } from './open-subscription';

const NOW = new Date('2026-12-01T12:00:00Z');
const days = (count: number) => new Date(NOW.getTime() + count * DAY_MS);
const ORDERS = 60;

let platform: Platform;
let database: TestDatabase;
let world: World;
let owner: pg.Client;
let club: RecurringProduct;
let kit: Product;

beforeAll(async () => {
  database = await createTestDatabase();
  platform = await createTestPlatform(database);
  world = await createWorld(database.ownerUrl);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(`update sellers set slug = 'latchkey' where id = $1`, [world.sellers.one]);
  club = await createRecurring(owner, world.sellers.one, { slug: 'membership', plans: { Pro: { priceMinor: 1_900, tier: 'pro' }, 'Pro+': { priceMinor: 5_900, tier: 'pro+' } } });
  kit = await createProduct(owner, world.sellers.two, { slug: 'included', status: 'published', priceMinor: 4_900 });
  await owner.query(`update products set included_from_tier = 'pro+' where id = $1`, [kit.id]);
});
afterAll(async () => {
  await owner.end();
  await platform.close();
  await database.drop();
});

/** The same numbers for the same seed, so that a red order can be run again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const open = (at: Date) => ({ invoiceId: 'in_1', amountMinor: 5_900, currency: 'usd', dueAt: at, nextAttemptAt: days(3), payUrl: null });

/** A life at Stripe: paid, a payment fails, the grace passes, it is paid, made smaller, canceled, resumed, canceled; and perhaps it ends. */
function lifeOf(id: string, ends: boolean): SubscriptionFact[] {
  const [pro, plus] = [club.plans['Pro']!, club.plans['Pro+']!];
  const item = (priceId: string) => [{ stripeItemId: 'si_1', stripePriceId: `price_${priceId}`, priceId, quantity: 1 }];
  const base: SubscriptionFact = {
    stripeSubscriptionId: id, livemode: false, status: 'active', stripePriceIds: [], items: item(plus.priceId), currentPeriodStart: days(-30), currentPeriodEnd: days(0), trialEndsAt: null, cancelAt: null, scheduleId: null,
    scheduled: null, openInvoices: [], latestInvoiceId: null, customerId: 'cus_1', metadata: {}, endedAt: null, endedReason: null, readAt: days(-29),
  };
  const renewed = { currentPeriodStart: days(0), currentPeriodEnd: days(31) };
  return [
    { ...base, readAt: days(-29) },
    { ...base, ...renewed, status: 'past_due', openInvoices: [open(days(0))], readAt: days(0.1) },
    { ...base, ...renewed, status: 'past_due', openInvoices: [open(days(0))], readAt: days(8) },
    { ...base, ...renewed, scheduleId: 'sub_sched_1', scheduled: { stripePriceId: 'price_x', priceId: pro.priceId, at: days(31) }, readAt: days(9) },
    { ...base, currentPeriodStart: days(31), currentPeriodEnd: days(62), items: item(pro.priceId), readAt: days(31.1) },
    { ...base, currentPeriodStart: days(31), currentPeriodEnd: days(62), items: item(pro.priceId), cancelAt: days(62), readAt: days(32) },
    { ...base, currentPeriodStart: days(31), currentPeriodEnd: days(62), items: item(pro.priceId), readAt: days(33) },
    { ...base, currentPeriodStart: days(31), currentPeriodEnd: days(62), items: item(pro.priceId), cancelAt: days(62), readAt: days(34) },
    ...(ends ? [{ ...base, status: 'canceled' as const, items: item(pro.priceId), endedAt: days(62), endedReason: 'canceled' as const, readAt: days(62.1) }] : []),
  ];
}

async function subscribe(buyer: string, fact: SubscriptionFact): Promise<string> {
  const [orderId, itemId] = [newId('order'), newId('orderItem')];
  const { variantId, priceId } = club.plans['Pro+']!;
  await owner.query(`insert into orders (id, buyer_user_id, status, currency, subtotal_minor, total_minor, expires_at, paid_at) values ($1, $2, 'paid', 'usd', 5900, 5900, now(), now())`, [orderId, buyer]);
  await owner.query(
    `insert into order_items (id, order_id, seller_id, product_id, variant_id, price_id, product_slug, product_type, title, seller_name, kind, quantity, "interval", recurring_minor, unit_price_minor, total_minor, fee_bps, fee_minor)
     values ($1, $2, $3, $4, $5, $6, 'membership', 'membership', 'Membership', 'Latchkey', 'membership', 1, 'month', 5900, 5900, 5900, 0, 0)`,
    [itemId, orderId, world.sellers.one, club.id, variantId, priceId],
  );
  const item = { id: itemId, sellerId: world.sellers.one, productId: club.id, variantId, priceId, license: null };
  const opened = await platform.db.asService('test', async (tx) => {
    const made = await openSubscription(tx, { order: { buyerUserId: buyer, organizationId: null }, item, fact, at: fact.readAt });
    if (made) await openIncluded(tx, { subscriptionId: made.subscriptionId, productId: kit.id, downloadLimit: null, at: fact.readAt });
    return made;
  });
  return opened!.subscriptionId;
}

async function stateOf(id: string): Promise<object> {
  const { rows } = await owner.query(
    `select s.status, v.title, s.current_period_end, s.cancel_at, s.next_variant_id, s.grace_ends_at, s.lapsed_at, s.ended_at, s.ended_reason,
       (select jsonb_object_agg(p.slug, e.revoked_at is null) from entitlements e join products p on p.id = e.product_id where e.subscription_id = s.id) as keys
     from subscriptions s join product_variants v on v.id = s.variant_id where s.id = $1`, [id]);
  return rows[0] as object;
}

describe('facts of a subscription', () => {
  it.each([['that runs', false], ['that ends', true]])('K3: end in one state in every order, told twice and by two workers at once, of one %s', async (_name, ends) => {
    const expected = ends
      ? { title: 'Pro+', status: 'canceled', ended_reason: 'canceled', grace_ends_at: null, lapsed_at: null, keys: { membership: false, included: false } }
      : { title: 'Pro', status: 'active', cancel_at: days(62), next_variant_id: null, grace_ends_at: null, lapsed_at: null, ended_at: null, keys: { membership: true, included: false } };
    for (let seed = 1; seed <= ORDERS; seed += 1) {
      const random = randomFrom(seed);
      const stripeId = `sub_${String(ends)}_${seed}`;
      const life = lifeOf(stripeId, ends);
      const id = await subscribe(world.buyerA, life[0]!);
      const told = [...life, ...life.filter(() => random() < 0.5)].map((fact) => ({ fact, place: random() })).sort((a, b) => a.place - b.place);
      const workers = [told.filter((_, index) => index % 2 === 0), told.filter((_, index) => index % 2 === 1)];
      await Promise.all(workers.map(async (facts) => {
        for (const { fact } of facts) await platform.db.asService('test', (tx) => followSubscription(tx, { fact, at: fact.readAt }));
      }));
      const { title: expectedTitle, ...rest } = expected;
      const state = await stateOf(id);
      expect(state, `seed ${seed}`).toMatchObject(rest);
      if (!ends) expect(state, `seed ${seed}`).toMatchObject({ title: expectedTitle });
      await owner.query(`update subscriptions set ended_at = coalesce(ended_at, now()), ended_reason = coalesce(ended_reason, 'canceled') where id = $1`, [id]);
    }
  });
});
