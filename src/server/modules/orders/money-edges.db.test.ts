import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Quote } from '@/server/modules/carts/quote';
import type { DisputeFact, PaymentFact, RefundFact } from '@/server/modules/payments/to-payment-fact';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { assertBooks } from '@/testing/oracle';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import { fulfilOrder } from './fulfil-order';
import { toNewOrder, toSellerOrders } from './new-order';
import { findOrder, type OrderRecord } from './order-rows.queries';
import { insertOrder } from './place-order.queries';
import { requestRefund } from './request-refund';
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
const UNITS = 3;
const LIST = 3_000;
const FEE = 240;

/** Three units of goods, paid by the buyer or, all of it, by a promotion of the platform. */
function quoteOf({ id, slug, variantId, priceId }: World['products']['published'], subsidyMinor: number): Quote {
  const totalMinor = LIST - subsidyMinor;
  const item = {
    productId: id, variantId, priceId, sellerId: world.sellers.one, sellerName: 'Northbeam', kind: 'physical', productSlug: slug, productType: 'physical', title: 'Lamp', variantTitle: '', options: {},
    sku: 'lamp', condition: null, license: null, version: null, downloadLimit: null, stockLevelId: null, quantity: UNITS, interval: null, trialDays: 0, recurringMinor: null, unitPriceMinor: LIST / UNITS, discountMinor: subsidyMinor, subsidyMinor,
    shippingMinor: 0, totalMinor, feeBps: 800, feeMinor: FEE, bundle: null,
  };
  const seller = { sellerId: world.sellers.one, sellerSlug: 'northbeam', sellerName: 'Northbeam', handlingDays: 3, shipping: { name: 'Post', parcels: 1, shippingMinor: 0 } };
  return { currency: 'usd', lines: [], items: [item], sellers: [seller], coupon: null, subtotalMinor: LIST, discountMinor: subsidyMinor, shippingMinor: 0, totalMinor, problems: [] };
}

const inTx = <Result>(work: (tx: ServiceTx) => Promise<Result>) => platform.db.asService('test', work);

async function place(subsidyMinor = 0): Promise<OrderRecord> {
  const quote = quoteOf(world.products.published, subsidyMinor);
  const openKey = String((count += 1));
  const order = toNewOrder(quote, { buyer: { userId: world.buyerA, organizationId: null }, openKey, cartId: null, country: null, now: NOW });
  await inTx((tx) => insertOrder(tx, { order, parts: toSellerOrders(order, quote), openKey }));
  return order;
}

function settle({ id }: OrderRecord, { refunds = [], disputes = [] }: { refunds?: RefundFact[]; disputes?: DisputeFact[] } = {}) {
  const fact: PaymentFact = {
    orderId: id, sessionId: `cs_${id}`, livemode: false, state: 'paid', amountMinor: LIST, taxMinor: 0, currency: 'usd', paymentIntentId: `pi_${id}`, chargeId: `ch_${id}`, method: 'card', address: null, at: NOW,
    refunds, disputes,
  };
  return inTx((tx) => settleOrder(tx, { fact, now: NOW, publicUrl: 'http://localhost' }));
}

const locked = async (tx: ServiceTx, id: string) => (await findOrder(tx, id, { lock: true }))!;

/** Asks for a refund of the order's one item. */
const ask = ({ id }: OrderRecord, part: { amountMinor: number; restockQuantity?: number; cancelQuantity?: number }) =>
  inTx(async (tx) => {
    const order = await locked(tx, id);
    const parts = [{ item: order.items[0]!, restockQuantity: 0, cancelQuantity: 0, ...part }];
    return requestRefund(tx, { order, parts, reason: 'asked for', requestedBy: world.admin, requestedRole: 'admin', now: NOW });
  });

const books = (orderId: string) =>
  inTx(async (tx) => {
    const rows = await tx.$queryRaw<{ name: string; net: bigint }[]>`
      select a.name, sum(e.amount_minor) as net from ledger_entries e join ledger_accounts a on a.id = e.account_id where e.order_id = ${orderId} group by a.name having sum(e.amount_minor) <> 0 order by a.name`;
    return Object.fromEntries(rows.map(({ name, net }) => [name, Number(net)]));
  });

describe('refunds', () => {
  it('are booked when Stripe has them, though another was made in the dashboard while they were on their way', async () => {
    const order = await place();
    await settle(order);
    const refundId = await ask(order, { amountMinor: 2_000 });
    const dashboard: RefundFact = { stripeRefundId: `re_dash_${order.id}`, refundId: null, amountMinor: 500, status: 'succeeded', at: NOW };
    await settle(order, { refunds: [dashboard] });
    await settle(order, { refunds: [dashboard, { stripeRefundId: `re_own_${order.id}`, refundId, amountMinor: 2_000, status: 'succeeded', at: NOW }] });
    expect(await inTx((tx) => findOrder(tx, order.id))).toMatchObject({ status: 'partially_refunded', refundedMinor: 2_500 });
    expect(await books(order.id)).toMatchObject({ stripe_clearing: 500 });
  });

  it('put nothing back to the shelf that is still to be shipped', async () => {
    const order = await place();
    await settle(order);
    await expect(ask(order, { amountMinor: 1_000, restockQuantity: 1 })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'too_many' } });
    expect(await ask(order, { amountMinor: 1_000, restockQuantity: 1, cancelQuantity: 1 })).toMatch(/^rfd_/);
  });
});

describe('a promotion', () => {
  it('pays the seller nothing for units that are canceled, though the buyer has no money to be given back', async () => {
    const order = await place(LIST);
    await inTx(async (tx) => fulfilOrder(tx, { order: await locked(tx, order.id), payment: null, at: NOW, publicUrl: 'http://localhost', withReceipt: false }));
    expect(await books(order.id)).toEqual({ promotions: LIST, platform_fees: -FEE, seller_payable: FEE - LIST });
    expect(await ask(order, { amountMinor: 0, restockQuantity: 1, cancelQuantity: 1 })).toBeNull();
    expect(await books(order.id)).toEqual({ promotions: 2_000, platform_fees: -160, seller_payable: -1_840 });
    await ask(order, { amountMinor: 0, restockQuantity: 2, cancelQuantity: 2 });
    expect(await books(order.id)).toEqual({});
  });
});

describe('a dispute', () => {
  it('gives back what it took, though the inquiry before it spoke of more', async () => {
    const order = await place();
    const dispute = { stripeDisputeId: `du_${order.id}`, reason: 'fraudulent', feeMinor: 0, movementCount: 0, evidenceDueAt: null, at: NOW };
    await settle(order);
    const paid = await books(order.id);
    await settle(order, { disputes: [{ ...dispute, status: 'inquiry', amountMinor: LIST }] });
    await settle(order, { disputes: [{ ...dispute, status: 'needs_response', amountMinor: 1_000, movementCount: 1 }] });
    expect(await books(order.id)).toMatchObject({ stripe_clearing: 2_000 });
    await settle(order, { disputes: [{ ...dispute, status: 'won', amountMinor: 1_000, movementCount: 2 }] });
    expect(await books(order.id)).toEqual(paid);
  });
});
