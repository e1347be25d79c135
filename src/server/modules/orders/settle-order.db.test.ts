import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Quote } from '@/server/modules/carts/quote';
import type { DisputeFact, PaymentFact } from '@/server/modules/payments/to-payment-fact';
import type { Platform } from '@/server/platform/platform';
import { assertBooks } from '@/testing/oracle';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import { toNewOrder, toSellerOrders } from './new-order';
import { findOrder } from './order-rows.queries';
import { insertOrder } from './place-order.queries';
import { settleOrder } from './settle-order';

let database: TestDatabase;
let platform: Platform;
let world: World;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
});
afterAll(async () => {
  await assertBooks(platform.db);
  await platform.close();
  await database.drop();
});

const NOW = new Date('2026-11-20T12:00:00Z');
const TOTAL = 4_999;
/** What webhooks can tell of one session, each as Stripe stood at that moment: the money was disputed, won back, and then given back. */
const MOMENTS = ['awaiting', 'paid', 'disputed', 'won', 'refunded', 'expired'] as const;
type Stage = (typeof MOMENTS)[number] | 'open' | 'failed' | 'lost';

const PAID_STAGES: readonly Stage[] = ['paid', 'disputed', 'won', 'lost', 'refunded'];

function disputesOf(stage: Stage, unique: string): DisputeFact[] {
  const status = stage === 'disputed' ? 'needs_response' : stage === 'lost' ? 'lost' : stage === 'won' || stage === 'refunded' ? 'won' : null;
  return status ? [{ stripeDisputeId: `du_${unique}`, status, reason: 'fraudulent', amountMinor: TOTAL, feeMinor: 1_500, movementCount: status === 'won' ? 2 : 1, evidenceDueAt: null, at: NOW }] : [];
}

/** What Stripe said of the session at some moment. */
function factOf(stage: Stage, { orderId, unique }: { orderId: string; unique: string }): PaymentFact {
  const refund = { stripeRefundId: `re_${unique}`, refundId: null, amountMinor: TOTAL, status: 'succeeded' as const, at: NOW };
  return {
    orderId,
    sessionId: `cs_${unique}`,
    livemode: false,
    state: PAID_STAGES.includes(stage) ? 'paid' : (stage as PaymentFact['state']),
    amountMinor: TOTAL,
    taxMinor: 0,
    currency: 'usd',
    paymentIntentId: `pi_${unique}`,
    chargeId: `ch_${unique}`,
    method: 'card',
    address: null,
    at: NOW,
    refunds: stage === 'refunded' ? [refund] : [],
    disputes: disputesOf(stage, unique),
  };
}

function quoteOf({ id, slug, variantId, priceId }: World['products']['published']): Quote {
  const item = {
    productId: id, variantId, priceId, sellerId: world.sellers.one, sellerName: 'Northbeam', kind: 'download', productSlug: slug, productType: 'node', title: 'Kit', variantTitle: '', options: {},
    sku: 'kit', condition: null, license: 'personal', version: '1.0.0', downloadLimit: null, stockLevelId: null, quantity: 1, interval: null, trialDays: 0, recurringMinor: null, unitPriceMinor: TOTAL, discountMinor: 0, subsidyMinor: 0, shippingMinor: 0,
    totalMinor: TOTAL, feeBps: 800, feeMinor: 400, bundle: null,
  };
  const seller = { sellerId: world.sellers.one, sellerSlug: 'northbeam', sellerName: 'Northbeam', handlingDays: 3, shipping: null };
  return { currency: 'usd', lines: [], items: [item], sellers: [seller], coupon: null, subtotalMinor: TOTAL, discountMinor: 0, shippingMinor: 0, totalMinor: TOTAL, problems: [] };
}

/** A new order that hears these facts in this order, and what is left of it. */
function play(stages: readonly Stage[]) {
  const unique = String((count += 1));
  const quote = quoteOf(world.products.published);
  const created = toNewOrder(quote, { buyer: { userId: world.buyerA, organizationId: null }, openKey: unique, cartId: null, country: null, now: NOW });
  return platform.db.asService('test', async (tx) => {
    await insertOrder(tx, { order: created, parts: toSellerOrders(created, quote), openKey: unique });
    for (const stage of stages) await settleOrder(tx, { fact: factOf(stage, { orderId: created.id, unique }), now: NOW, publicUrl: 'http://localhost' });
    const order = await findOrder(tx, created.id);
    const [live] = await tx.$queryRaw<{ live: bigint }[]>`select count(*) as live from entitlements where order_item_id = ${created.items[0]!.id} and revoked_at is null`;
    const accounts = await tx.$queryRaw<{ name: string; net: bigint }[]>`
      select a.name, sum(e.amount_minor) as net from ledger_entries e join ledger_accounts a on a.id = e.account_id where e.order_id = ${created.id} group by a.name having sum(e.amount_minor) <> 0 order by a.name`;
    return { status: order?.status, refunded: order?.refundedMinor, disputed: order?.disputedMinor, live: Number(live?.live), books: Object.fromEntries(accounts.map(({ name, net }) => [name, Number(net)])) };
  });
}

function* permutations<Item>(items: readonly Item[]): Generator<Item[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries()) for (const rest of permutations(items.filter((_, other) => other !== index))) yield [item, ...rest];
}

async function playAll(sequences: readonly (readonly Stage[])[], expected: object): Promise<void> {
  const waiting = [...sequences];
  const lane = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) expect({ stages: next, ...(await play(next)) }).toEqual({ stages: next, ...expected });
  };
  await Promise.all(Array.from({ length: 6 }, lane));
}

/** Of a dispute that was won the bank's fee stays with the seller. */
const FEE = { stripe_clearing: -1_500, seller_payable: 1_500 };
const REFUNDED = { status: 'refunded', refunded: TOTAL, disputed: 0, live: 0, books: FEE };
const PAID = { status: 'paid', refunded: 0, disputed: 0, live: 1, books: { stripe_clearing: TOTAL, platform_fees: -400, seller_payable: 400 - TOTAL } };
/** The whole payment is gone, and the seller bears the bank's fee. */
const LOST = { status: 'paid', refunded: 0, disputed: TOTAL, live: 0, books: FEE };

describe('facts in any order', () => {
  it('M06: all 720 orders of the six moments, some twice, end refunded, with nothing in the books but the fee of the dispute, and no access', async () => {
    const doubled = [...permutations(MOMENTS)].map((sequence, index): Stage[] => [...sequence, ...fc.sample(fc.constantFrom(...MOMENTS), { numRuns: index % 4 })]);
    expect(doubled).toHaveLength(720);
    await playAll(doubled, REFUNDED);
  }, 120_000);

  it('M16: all orders with a dispute that is lost end without money and without access; a late alert reopens nothing', async () => {
    await playAll([...permutations(['awaiting', 'paid', 'disputed', 'lost', 'expired'] as const)], LOST);
  }, 60_000);

  it('M16: a dispute takes the money with its fee, keeps the key, and gives the money back once when it is won', async () => {
    expect(await play(['paid', 'disputed', 'disputed'])).toEqual({ status: 'paid', refunded: 0, disputed: TOTAL, live: 1, books: FEE });
    const books = { stripe_clearing: TOTAL - 1_500, platform_fees: -400, seller_payable: 400 - TOTAL + 1_500 };
    expect(await play(['paid', 'disputed', 'won', 'won', 'disputed'])).toEqual({ ...PAID, books });
  });

  it('M03, M08, M09: without a refund, all orders of the others end paid, once', async () => {
    await playAll([...permutations(['awaiting', 'paid', 'expired', 'paid'] as const)], PAID);
  }, 60_000);

  it('M04, M05: unpaid ends hand nothing over', async () => {
    expect(await play(['awaiting'])).toMatchObject({ status: 'awaiting_payment', live: 0, books: {} });
    expect(await play(['awaiting', 'failed', 'failed'])).toMatchObject({ status: 'failed', live: 0, books: {} });
    expect(await play(['open', 'expired', 'open'])).toMatchObject({ status: 'expired', live: 0, books: {} });
    expect(await play(['awaiting', 'expired'])).toMatchObject({ status: 'awaiting_payment', live: 0 });
  });

  it('M32: an order we do not know changes nothing', async () => {
    const settled = await platform.db.asService('test', (tx) => settleOrder(tx, { fact: factOf('paid', { orderId: 'ord_unknown', unique: 'x' }), now: NOW, publicUrl: '' }));
    expect(settled).toEqual({ outcome: 'unknown_order' });
  });
});
