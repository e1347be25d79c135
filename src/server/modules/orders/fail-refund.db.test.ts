import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { counterCreditNote } from '@/server/modules/invoicing/counter-credit-note';
import { issueCreditNote } from '@/server/modules/invoicing/issue-credit-note';
import type { RefundFact } from '@/server/modules/payments/to-payment-fact';
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

const kit = { kind: 'download', listMinor: 3_000 } as const;
/** Costs the buyer nothing; the platform pays its seller. */
const gift = { kind: 'download', of: 'other', listMinor: 1_000, subsidyMinor: 1_000 } as const;
const goodsGift = { ...gift, kind: 'physical', quantity: 2 } as const;
const refundOf = (order: OrderRecord, name: string, ...[status, amountMinor = 3_000]: [RefundFact['status'], number?]): RefundFact => ({ stripeRefundId: `re_${name}_${order.id}`, refundId: null, amountMinor, status, at: NOW });

describe('a refund that fails after it had settled', () => {
  it('lets the promotion pay again for the key that lives again, once, and takes it back with the next', async () => {
    const order = await stage.place(kit, gift);
    await stage.settle(order);
    const paid = await stage.books(order.id);
    expect(paid).toMatchObject({ promotions: 1_000 });
    const steps = [['succeeded', {}, 0], ['failed', paid, 2], ['failed', paid, 2]] as const;
    for (const [status, books, keys] of steps) {
      await stage.settle(order, { refunds: [refundOf(order, 'a', status)] });
      expect(await stage.books(order.id)).toEqual(books);
      expect(await stage.liveKeys(order.id)).toBe(keys);
    }
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'failed'), refundOf(order, 'b', 'succeeded')] });
    expect(await stage.books(order.id)).toEqual({});
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'failed'), refundOf(order, 'b', 'failed')] });
    expect(await stage.books(order.id)).toEqual(paid);
  });

  it('pays again also what another refund had taken back with the last money', async () => {
    const order = await stage.place(kit, gift);
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'succeeded', 1_000)] });
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'succeeded', 1_000), refundOf(order, 'b', 'succeeded', 2_000)] });
    expect(await stage.books(order.id)).toEqual({});
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'failed', 1_000), refundOf(order, 'b', 'succeeded', 2_000)] });
    expect(await stage.liveKeys(order.id)).toBe(2);
    expect(await stage.owed(order.id)).toEqual({ [world.sellers.one]: 920, [world.sellers.two]: 920 });
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'failed', 1_000), refundOf(order, 'b', 'failed', 2_000)] });
    expect(await stage.owed(order.id)).toEqual({ [world.sellers.one]: 2_760, [world.sellers.two]: 920 });
  });

  it('pays nothing again for goods that were called off with it', async () => {
    const order = await stage.place(kit, goodsGift);
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'succeeded')] });
    expect((await stage.order(order.id)).items.map(({ canceledQuantity }) => canceledQuantity)).toEqual([0, 2]);
    expect(await stage.books(order.id)).toEqual({});
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'failed')] });
    expect(await stage.owed(order.id)).toEqual({ [world.sellers.one]: 2_760, [world.sellers.two]: 0 });
  });

  it('leaves what cost nothing alone while other items have money left', async () => {
    const order = await stage.place(kit, goodsGift, gift);
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'succeeded', 100)] });
    expect((await stage.order(order.id)).items.map(({ canceledQuantity }) => canceledQuantity)).toEqual([0, 0, 0]);
    expect(await stage.liveKeys(order.id)).toBe(2);
  });

  it.each([1, 2, 3])('has all that the platform paid for goods taken back, %s of three units called off before it and the others with it', async (units) => {
    const order = await stage.place(kit, { ...goodsGift, listMinor: 3_000, discountMinor: 3_000, quantity: 3 });
    await stage.settle(order);
    for (let unit = 0; unit < units; unit += 1) expect(await stage.ask(order, {}, { cancelQuantity: 1, restockQuantity: 1 })).toBeNull();
    if (units < 3) await stage.settle(order, { refunds: [refundOf(order, 'a', 'succeeded')] });
    expect((await stage.owed(order.id))[world.sellers.two]).toBe(0);
  });
});

describe('a credit note whose refund failed', () => {
  const documents = (orderId: string) => stage.inTx((tx) => tx.$queryRaw<{ kind: string; total: number; number: string; credits: string | null }[]>`
    select kind, total_minor::int as total, document->>'number' as number, document->>'credits' as credits from invoices where order_id = ${orderId} and seller_id = ${world.sellers.one} order by kind`);
  const refundIdOf = async (orderId: string) => (await stage.inTx((tx) => tx.$queryRaw<{ id: string }[]>`select id from refunds where order_id = ${orderId}`))[0]!.id;
  const isCounterQueued = (refundId: string) => stage.inTx(async (tx) => (await tx.$queryRaw<object[]>`select 1 from graphile_worker.jobs where key = ${`debit-note:${refundId}`}`).length);

  it('is countered by one debit note of the same lines', async () => {
    const order = await stage.place(kit);
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'succeeded', 1_000)] });
    const refundId = await refundIdOf(order.id);
    await issueCreditNote(platform, { refundId });
    await counterCreditNote(platform, { refundId });
    expect((await documents(order.id)).map(({ kind }) => kind)).toEqual(['credit_note', 'invoice']);
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'failed', 1_000)] });
    expect(await isCounterQueued(refundId)).toBe(1);
    await Promise.all([1, 2, 3].map(() => counterCreditNote(platform, { refundId })));
    const [creditNote, debitNote] = await documents(order.id);
    expect(debitNote).toMatchObject({ kind: 'debit_note', total: 1_000, number: 'DBN-00001', credits: creditNote!.number });
  });

  it('is not issued while its refund fails', async () => {
    const order = await stage.place(kit);
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'succeeded', 1_000)] });
    const refundId = await refundIdOf(order.id);
    const isBlocked = (by: number) => stage.inTx(async (tx) => (await tx.$queryRaw<object[]>`select 1 from pg_locks where not granted and ${by}::int = any (pg_blocking_pids(pid))`).length > 0);
    let issuing: Promise<unknown> = Promise.resolve();
    let isDone = false;
    await stage.inTx(async (tx) => {
      await tx.$executeRaw`update refunds set status = 'failed' where id = ${refundId}`;
      const [{ pid }] = await tx.$queryRaw<[{ pid: number }]>`select pg_backend_pid() as pid`;
      issuing = issueCreditNote(platform, { refundId }).then(() => (isDone = true));
      while (!isDone && !(await isBlocked(pid)));
    });
    await issuing;
    expect(await documents(order.id)).toEqual([]);
    // The books were not told of the failure: for them it stands.
    await stage.inTx((tx) => tx.$executeRaw`update refunds set status = 'succeeded' where id = ${refundId}`);
  });

  it('is not issued any more, and so nothing counters it, when the refund failed first', async () => {
    const order = await stage.place(kit);
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'succeeded', 1_000)] });
    await stage.settle(order, { refunds: [refundOf(order, 'a', 'failed', 1_000)] });
    const refundId = await refundIdOf(order.id);
    await issueCreditNote(platform, { refundId });
    await counterCreditNote(platform, { refundId });
    expect(await documents(order.id)).toEqual([]);
  });
});
