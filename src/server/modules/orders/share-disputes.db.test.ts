import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DisputeFact, RefundFact } from '@/server/modules/payments/to-payment-fact';
import type { Platform } from '@/server/platform/platform';
import { createOrderStage, NOW, type OrderStage } from '@/testing/order-stage';
import { assertBooks } from '@/testing/oracle';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import type { OrderRecord } from './order-rows.queries';

let database: TestDatabase;
let platform: Platform;
let world: World;
let stage: OrderStage;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  stage = createOrderStage({ platform, world });
});
afterEach(() => assertBooks(platform.db));
afterAll(async () => {
  await platform.close();
  await database.drop();
});

const FEE = 240;
const goods = { kind: 'physical', listMinor: 3_000, quantity: 3 } as const;
const kit = { kind: 'download', listMinor: 3_000 } as const;
const refundOf = (order: OrderRecord, status: RefundFact['status'], more: Partial<RefundFact> = {}): RefundFact => ({ stripeRefundId: `re_${order.id}`, refundId: null, amountMinor: 2_000, status, at: NOW, ...more });
const disputeOf = (order: OrderRecord, status: DisputeFact['status'], more: Partial<DisputeFact> = {}): DisputeFact => ({
  stripeDisputeId: `du_${order.id}`, status, reason: 'fraudulent', amountMinor: 3_000, feeMinor: 0, movementCount: status === 'won' ? 2 : 1, evidenceDueAt: null, at: NOW, ...more,
});
/** Paid, with nothing taken back. */
const PAID = { stripe_clearing: 3_000, platform_fees: -FEE, seller_payable: FEE - 3_000 };

describe('a refund that is on its way while a bank takes all', () => {
  it('is booked when it arrives: what the bank took beyond it is the platform’s loss', async () => {
    const order = await stage.place(goods);
    await stage.settle(order);
    const refundId = await stage.ask(order, { amountMinor: 2_000 });
    const own = { refundId };
    await stage.settle(order, { refunds: [refundOf(order, 'pending', own)], disputes: [disputeOf(order, 'needs_response')] });
    expect(await stage.books(order.id)).toEqual({ platform_fees: 2_000 - 160, seller_payable: 160 - 2_000 });
    await stage.settle(order, { refunds: [refundOf(order, 'succeeded', own)], disputes: [disputeOf(order, 'needs_response')] });
    expect(await stage.order(order.id)).toMatchObject({ status: 'partially_refunded', refundedMinor: 2_000, disputedMinor: 1_000 });
    expect(await stage.books(order.id)).toEqual({ stripe_clearing: -2_000, platform_fees: 2_000 });
    await stage.settle(order, { refunds: [refundOf(order, 'succeeded', own)], disputes: [disputeOf(order, 'won')] });
    expect(await stage.books(order.id)).toEqual({ stripe_clearing: 1_000, platform_fees: -80, seller_payable: -920 });
  });

  it('that fails leaves the bank’s money to the items again, and nothing to the platform', async () => {
    const order = await stage.place(goods);
    await stage.settle(order, { refunds: [refundOf(order, 'pending')], disputes: [disputeOf(order, 'needs_response')] });
    expect(await stage.order(order.id)).toMatchObject({ refundedMinor: 0, disputedMinor: 1_000 });
    await stage.settle(order, { refunds: [refundOf(order, 'failed')], disputes: [disputeOf(order, 'needs_response')] });
    expect(await stage.order(order.id)).toMatchObject({ status: 'paid', refundedMinor: 0, disputedMinor: 3_000 });
    expect(await stage.books(order.id)).toEqual({});
    await stage.settle(order, { refunds: [refundOf(order, 'failed')], disputes: [disputeOf(order, 'won')] });
    expect(await stage.books(order.id)).toEqual(PAID);
  });

  it('that is heard of after the dispute is booked too, in the end the same', async () => {
    const order = await stage.place(goods);
    await stage.settle(order, { disputes: [disputeOf(order, 'needs_response')] });
    await stage.settle(order, { refunds: [refundOf(order, 'pending')], disputes: [disputeOf(order, 'needs_response')] });
    for (let twice = 0; twice < 2; twice += 1) await stage.settle(order, { refunds: [refundOf(order, 'succeeded')], disputes: [disputeOf(order, 'needs_response')] });
    expect(await stage.order(order.id)).toMatchObject({ refundedMinor: 2_000, disputedMinor: 1_000 });
    expect(await stage.books(order.id)).toEqual({ stripe_clearing: -2_000, platform_fees: 2_000 });
    await stage.settle(order, { refunds: [refundOf(order, 'failed')], disputes: [disputeOf(order, 'needs_response')] });
    expect(await stage.order(order.id)).toMatchObject({ refundedMinor: 0, disputedMinor: 3_000 });
    expect(await stage.books(order.id)).toEqual({});
  });

  it('ends the key with it, when the dispute is lost: by its arrival or by its failure', async () => {
    for (const end of ['succeeded', 'failed'] as const) {
      const order = await stage.place(kit);
      await stage.settle(order, { refunds: [refundOf(order, 'pending')], disputes: [disputeOf(order, 'needs_response')] });
      await stage.settle(order, { refunds: [refundOf(order, 'pending')], disputes: [disputeOf(order, 'lost')] });
      expect(await stage.liveKeys(order.id)).toBe(1);
      await stage.settle(order, { refunds: [refundOf(order, end)], disputes: [disputeOf(order, 'lost')] });
      expect(await stage.liveKeys(order.id)).toBe(0);
      await stage.settle(order, { refunds: [refundOf(order, 'failed')], disputes: [disputeOf(order, 'lost')] });
      expect(await stage.liveKeys(order.id)).toBe(0);
      expect(await stage.books(order.id)).toEqual({});
    }
  });

  it('stays with the seller it was asked of: the dispute moves to what the others have left', async () => {
    const order = await stage.place({ kind: 'download', listMinor: 1_000 }, { kind: 'download', of: 'other', listMinor: 1_000 });
    await stage.settle(order, { disputes: [disputeOf(order, 'lost', { amountMinor: 800 })] });
    expect(await stage.owed(order.id)).toEqual({ [world.sellers.one]: 552, [world.sellers.two]: 552 });
    const refundId = await stage.ask(order, { amountMinor: 600 });
    await stage.settle(order, { refunds: [refundOf(order, 'pending', { refundId, amountMinor: 600 })], disputes: [disputeOf(order, 'lost', { amountMinor: 800 }), disputeOf(order, 'needs_response', { stripeDisputeId: `du_b_${order.id}`, amountMinor: 600 })] });
    await stage.settle(order, { refunds: [refundOf(order, 'succeeded', { refundId, amountMinor: 600 })] });
    const { items } = await stage.order(order.id);
    expect(items.map(({ refundedMinor, disputedMinor }) => [refundedMinor, disputedMinor])).toEqual([[600, 400], [0, 1_000]]);
    expect(await stage.owed(order.id)).toEqual({ [world.sellers.one]: 0, [world.sellers.two]: 0 });
  });
});

describe('a dispute that is lost', () => {
  it('ends what had cost nothing in its order too, and takes back what a promotion paid for it', async () => {
    const order = await stage.place(kit, { kind: 'download', of: 'other', listMinor: 1_000, subsidyMinor: 1_000 });
    await stage.settle(order);
    expect(await stage.liveKeys(order.id)).toBe(2);
    await stage.settle(order, { disputes: [disputeOf(order, 'lost')] });
    expect(await stage.liveKeys(order.id)).toBe(0);
    expect(await stage.books(order.id)).toEqual({});
  });
});

describe('the fee of a dispute', () => {
  const owedAfter = async (order: OrderRecord, ...said: [DisputeFact['status'], number, number][]) => {
    for (const [status, feeMinor, movementCount] of said) await stage.settle(order, { disputes: [disputeOf(order, status, { feeMinor, movementCount })] });
    return stage.owed(order.id);
  };

  it('is corrected without a turn of its status, and after its end, by the difference', async () => {
    const order = await stage.place(goods);
    expect(await owedAfter(order, ['needs_response', 1_500, 1], ['needs_response', 2_000, 2])).toEqual({ [world.sellers.one]: -2_000 });
    expect(await owedAfter(order, ['won', 3_500, 4])).toEqual({ [world.sellers.one]: 2_760 - 3_500 });
    expect(await owedAfter(order, ['won', 1_500, 5], ['won', 1_500, 5])).toEqual({ [world.sellers.one]: 2_760 - 1_500 });
  });

  it('is the same in the end, in whatever order and how often its movements are told', async () => {
    const told: [DisputeFact['status'], number, number][] = [['needs_response', 1_500, 1], ['under_review', 3_000, 2], ['won', 3_000, 3], ['won', 1_501, 5]];
    const orders = [[0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2, 0, 1], [2, 0, 1, 3, 3], [0, 2, 1, 3, 2]];
    for (const sequence of orders) {
      const order = await stage.place(goods, { kind: 'download', of: 'other', listMinor: 3_000 });
      await stage.settle(order);
      expect(await owedAfter(order, ...sequence.map((index) => told[index]!))).toEqual({ [world.sellers.one]: 2_760 - 751, [world.sellers.two]: 2_760 - 750 });
      expect(await stage.order(order.id)).toMatchObject({ disputedMinor: 0 });
    }
  });

  it('and its state do not go back for a word that is older than the last', async () => {
    const order = await stage.place(goods);
    await owedAfter(order, ['under_review', 3_000, 2], ['needs_response', 1_500, 1], ['inquiry', 0, 0]);
    expect(await stage.owed(order.id)).toEqual({ [world.sellers.one]: -3_000 });
    const rows = await stage.inTx((tx) => tx.$queryRaw`select status, fee_minor::int as fee from disputes where order_id = ${order.id}`);
    expect(rows).toEqual([{ status: 'under_review', fee: 3_000 }]);
  });
});
