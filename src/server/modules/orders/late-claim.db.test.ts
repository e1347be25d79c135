import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDrop } from '@/server/modules/drops/create-drop';
import { enterDrop } from '@/server/modules/drops/enter-drop';
import { turnDrops } from '@/server/modules/drops/turn-drops';
import { setClock } from '@/server/platform/clock';
import { HOUR_MS, MINUTE_MS } from '@/shared/time';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { createGoods, fillCart, type Goods } from '@/testing/world';
import { askStripe } from './ask-stripe';
import { checkoutCart } from './checkout-cart';
import { closeOrder } from './close-order';

type Name = 'buyerA' | 'buyerB';

const TOTAL_MINOR = 12_900;

let shop: Shop;
let owner: pg.Client;
let goods: Goods;
let offsetMs: number;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
  setClock({ now: () => new Date(Date.now() + offsetMs) });
});
beforeEach(async () => {
  offsetMs = 0;
  goods = await createGoods(owner, shop.world.sellers.one, { slug: `late-${(count += 1)}`, priceMinor: 12_000, stock: { '42': 1 } });
});
afterEach(async () => {
  await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
  await shop.work();
  await assertBooks(shop.platform.db);
});
afterAll(async () => {
  setClock();
  await owner.end();
  await shop.stop();
});

const size = () => goods.variants['42']!;
const level = async () => (await shop.sql<object>('select on_hand as "onHand", reserved from stock_levels where id = $1', [size().levelId]))[0];
const statusOf = async (orderId: string) => (await shop.sql<object>('select status, refunded_minor::int as refunded from orders where id = $1', [orderId]))[0];
const turnAt = (ms: number) => {
  offsetMs = ms;
  return turnDrops(shop.platform);
};

const createIt = () =>
  createDrop(shop.platform.db, {
    viewer: shop.viewer('sellerOne'),
    input: {
      seller: 'northbeam', product: goods.slug, entriesOpenAt: new Date(Date.now() - MINUTE_MS).toISOString(), entriesCloseAt: new Date(Date.now() + HOUR_MS).toISOString(),
      perPersonCap: 1, claimHours: 3, variants: [{ variantId: size().variantId, units: 1 }],
    },
  });

/** One pair, drawn between two who want it: who got it, and who is next. */
async function drawn(): Promise<{ winner: Name; next: Name }> {
  const { dropId } = await createIt();
  for (const name of ['buyerA', 'buyerB'] as const) await enterDrop(shop.platform.db, { viewer: shop.viewer(name), input: { dropId, variantId: size().variantId, quantity: 1 } });
  await turnAt(HOUR_MS + MINUTE_MS);
  await turnAt(HOUR_MS + 10 * MINUTE_MS);
  const [won] = await shop.sql<{ userId: string }>('select user_id::text as "userId" from drop_entries where drop_id = $1 and won_quantity = 1', [dropId]);
  return won?.userId === shop.viewer('buyerA').userId ? { winner: 'buyerA', next: 'buyerB' } : { winner: 'buyerB', next: 'buyerA' };
}

async function order(name: Name): Promise<{ orderId: string; redirectUrl: string }> {
  await fillCart(owner, shop.viewer(name).userId, { items: [{ variantId: size().variantId, quantity: 1 }] });
  return checkoutCart(shop.platform, { viewer: shop.viewer(name), input: { expectedTotalMinor: TOTAL_MINOR, expectedCurrency: 'usd' } });
}

/** Paid at Stripe, closed here as if its session had ended unpaid: its money is on the way, and its unit is let go. */
async function payUnseen(name: Name): Promise<string> {
  const { orderId, redirectUrl } = await order(name);
  await shop.control('faults', { holdEvents: true });
  await shop.pay(redirectUrl);
  await shop.platform.db.asService('test', (tx) => closeOrder(tx, { orderId, status: 'expired', at: new Date() }));
  return orderId;
}

async function arrive(orderId: string): Promise<void> {
  await askStripe(shop.platform, { orderId });
  await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
  await shop.work();
}

async function buy({ orderId, redirectUrl }: { orderId: string; redirectUrl: string }): Promise<void> {
  await shop.pay(redirectUrl);
  await arrive(orderId);
  expect(await statusOf(orderId)).toEqual({ status: 'paid', refunded: 0 });
  expect(await level()).toEqual({ onHand: 0, reserved: 0 });
}

describe('money that comes late for what a drop keeps', () => {
  it('goes back once the claim has lapsed, and the next in line gets the unit', async () => {
    const { winner, next } = await drawn();
    const late = await payUnseen(winner);
    await turnAt(5 * HOUR_MS);
    await arrive(late);
    expect(await statusOf(late)).toEqual({ status: 'refunded', refunded: TOTAL_MINOR });
    expect(await level()).toEqual({ onHand: 1, reserved: 0 });
    await buy(await order(next));
  });

  it('goes back when the claim has run out, though no round has passed it on yet', async () => {
    const { winner } = await drawn();
    const late = await payUnseen(winner);
    await shop.sql(`update drop_entries set claim_expires_at = now() - interval '1 hour' where won_quantity > 0 and lapsed_at is null`);
    await arrive(late);
    expect(await statusOf(late)).toEqual({ status: 'refunded', refunded: TOTAL_MINOR });
  });

  it('buys it while the winner still has the time', async () => {
    const { winner, next } = await drawn();
    const late = await payUnseen(winner);
    await arrive(late);
    expect(await statusOf(late)).toEqual({ status: 'paid', refunded: 0 });
    expect(await level()).toEqual({ onHand: 0, reserved: 0 });
    // Claimed for good: no round offers it to another.
    await turnAt(5 * HOUR_MS);
    await expect(order(next)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('goes back when the winner has ordered again meanwhile', async () => {
    const { winner } = await drawn();
    const late = await payUnseen(winner);
    const again = await order(winner);
    await arrive(late);
    expect(await statusOf(late)).toEqual({ status: 'refunded', refunded: TOTAL_MINOR });
    await buy(again);
  });

  it('goes back when a drop was set up after the order was closed', async () => {
    const late = await payUnseen('buyerA');
    await createIt();
    await arrive(late);
    expect(await statusOf(late)).toEqual({ status: 'refunded', refunded: TOTAL_MINOR });
    expect(await level()).toEqual({ onHand: 1, reserved: 0 });
  });

  it('buys it when the drop is over', async () => {
    const late = await payUnseen('buyerA');
    await createIt();
    await turnAt(HOUR_MS + MINUTE_MS);
    await turnAt(HOUR_MS + 10 * MINUTE_MS);
    await arrive(late);
    expect(await statusOf(late)).toEqual({ status: 'paid', refunded: 0 });
  });
});
