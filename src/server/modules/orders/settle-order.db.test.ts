import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaymentFact } from '@/server/modules/payments/to-payment-fact';
import type { Platform } from '@/server/platform/platform';
import { assertBooks } from '@/testing/oracle';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import { toNewOrder } from './new-order';
import { insertOrder } from './open-order.queries';
import { findOrder } from './order-rows.queries';
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
/** What webhooks can tell of one session, each as the object was at that moment. */
const MOMENTS = ['awaiting', 'paid', 'refunded', 'expired', 'failed'] as const;
type Stage = (typeof MOMENTS)[number] | 'open';

/** What Stripe said of the session at some moment. */
function factOf(stage: Stage, { orderId, unique }: { orderId: string; unique: string }): PaymentFact {
  const refund = { stripeRefundId: `re_${unique}`, refundId: null, amountMinor: TOTAL, status: 'succeeded' as const, at: NOW };
  return {
    orderId,
    sessionId: `cs_${unique}`,
    livemode: false,
    state: stage === 'refunded' ? 'paid' : stage,
    amountMinor: TOTAL,
    currency: 'usd',
    paymentIntentId: `pi_${unique}`,
    chargeId: `ch_${unique}`,
    method: 'card',
    at: NOW,
    refunds: stage === 'refunded' ? [refund] : [],
  };
}

/** A new order that hears these facts in this order, and what is left of it. */
function play(stages: readonly Stage[]) {
  const product = world.products.published;
  const unique = String((count += 1));
  const offer = { productId: product.id, variantId: product.variantId, priceId: product.priceId, productSlug: product.slug, productType: 'node', title: 'Kit', kind: 'download', license: 'personal', downloadLimit: null, sellerId: world.sellers.one, sellerName: 'Northbeam', feeBps: 800, version: '1.0.0', amountMinor: TOTAL, currency: 'usd' };
  const created = toNewOrder(offer, { userId: world.buyerA, organizationId: null }, NOW);
  created.order.openKey = unique;
  return platform.db.asService('test', async (tx) => {
    await insertOrder(tx, created);
    for (const stage of stages) await settleOrder(tx, { fact: factOf(stage, { orderId: created.order.id, unique }), now: NOW, publicUrl: 'http://localhost' });
    const order = await findOrder(tx, created.order.id);
    const [live] = await tx.$queryRaw<{ live: bigint }[]>`select count(*) as live from entitlements where order_item_id = ${created.item.id} and revoked_at is null`;
    const [net] = await tx.$queryRaw<{ net: bigint | null; lines: bigint }[]>`select sum(amount_minor) as net, count(*) as lines from ledger_entries where order_item_id = ${created.item.id}`;
    return { status: order?.status, refunded: order?.refundedMinor, live: Number(live?.live), net: Number(net?.net ?? 0), lines: Number(net?.lines) };
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

const REFUNDED = { status: 'refunded', refunded: TOTAL, live: 0, net: 0, lines: 4 };
const PAID = { status: 'paid', refunded: 0, live: 1, net: -TOTAL, lines: 2 };

describe('facts in any order', () => {
  it('M06: all orders of the five moments, some twice, end refunded, with empty books and no access', async () => {
    const doubled = [...permutations(MOMENTS)].map((sequence, index): Stage[] => [...sequence, ...fc.sample(fc.constantFrom(...MOMENTS), { numRuns: index % 4 })]);
    await playAll(doubled, REFUNDED);
  }, 60_000);

  it('M03, M08, M09: without a refund, all orders of the others end paid, once', async () => {
    await playAll([...permutations(['awaiting', 'paid', 'expired', 'paid'] as const)], PAID);
  }, 60_000);

  it('M04, M05: unpaid ends hand nothing over', async () => {
    expect(await play(['awaiting'])).toMatchObject({ status: 'awaiting_payment', live: 0, lines: 0 });
    expect(await play(['awaiting', 'failed', 'failed'])).toMatchObject({ status: 'failed', live: 0, lines: 0 });
    expect(await play(['open', 'expired', 'open'])).toMatchObject({ status: 'expired', live: 0, lines: 0 });
    expect(await play(['awaiting', 'expired'])).toMatchObject({ status: 'awaiting_payment', live: 0 });
  });

  it('M32: an order we do not know changes nothing', async () => {
    const settled = await platform.db.asService('test', (tx) => settleOrder(tx, { fact: factOf('paid', { orderId: 'ord_unknown', unique: 'x' }), now: NOW, publicUrl: '' }));
    expect(settled).toEqual({ outcome: 'unknown_order' });
  });
});
