import type { Quote } from '@/server/modules/carts/quote';
import { toNewOrder, toSellerOrders } from '@/server/modules/orders/new-order';
import { findOrder, type OrderRecord } from '@/server/modules/orders/order-rows.queries';
import { insertOrder } from '@/server/modules/orders/place-order.queries';
import { requestRefund, type RefundPart } from '@/server/modules/orders/request-refund';
import { settleOrder } from '@/server/modules/orders/settle-order';
import type { DisputeFact, PaymentFact, RefundFact } from '@/server/modules/payments/to-payment-fact';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { World } from './world';

export const NOW = new Date('2026-11-20T12:00:00Z');
const FEE_BPS = 800;

/** One item of an order: what its units cost together, what is taken off that, and the part of it a promotion of the platform pays. Without a discount of its own: just that part. */
export interface StagedItem {
  kind: 'download' | 'physical';
  of?: 'published' | 'other';
  listMinor: number;
  quantity?: number;
  subsidyMinor?: number;
  discountMinor?: number;
}

function toItem(world: World, { kind, of = 'published', listMinor, quantity = 1, subsidyMinor = 0, discountMinor = subsidyMinor }: StagedItem): Quote['items'][number] {
  const { id, slug, variantId, priceId } = world.products[of];
  return {
    productId: id, variantId, priceId, sellerId: of === 'other' ? world.sellers.two : world.sellers.one, sellerName: of, kind, productSlug: slug, productType: 'node', title: `${of} ${kind}`, variantTitle: '',
    options: {}, sku: '', condition: null, license: kind === 'download' ? 'personal' : null, version: null, downloadLimit: null, stockLevelId: null, quantity, interval: null, trialDays: 0, recurringMinor: null, unitPriceMinor: listMinor / quantity,
    discountMinor, subsidyMinor, shippingMinor: 0, totalMinor: listMinor - discountMinor, feeBps: FEE_BPS, feeMinor: (listMinor * FEE_BPS) / 10_000, bundle: null,
  };
}

function toQuote(world: World, staged: readonly StagedItem[]): Quote {
  const items = staged.map((one) => toItem(world, one));
  const sum = (pick: (item: Quote['items'][number]) => number) => items.reduce((total, item) => total + pick(item), 0);
  const sellers = [...new Set(items.map(({ sellerId }) => sellerId))].map((sellerId) => {
    const goods = items.some((item) => item.sellerId === sellerId && item.kind === 'physical');
    return { sellerId, sellerSlug: sellerId, sellerName: sellerId, handlingDays: 3, shipping: goods ? { name: 'Post', parcels: 1, shippingMinor: 0 } : null };
  });
  const [subtotalMinor, discountMinor, totalMinor] = [sum((item) => item.unitPriceMinor * item.quantity), sum((item) => item.discountMinor), sum((item) => item.totalMinor)];
  return { currency: 'usd', lines: [], items, sellers, coupon: null, subtotalMinor, discountMinor, shippingMinor: 0, totalMinor, problems: [] };
}

export interface OrderStage {
  inTx<Result>(work: (tx: ServiceTx) => Promise<Result>): Promise<Result>;
  place(...items: StagedItem[]): Promise<OrderRecord>;
  /** Tells the order what Stripe holds true: it is paid, with these refunds and disputes. */
  settle(order: OrderRecord, said?: { refunds?: RefundFact[]; disputes?: DisputeFact[] }): Promise<void>;
  /** Asks for a refund, of the items in their order. */
  ask(order: OrderRecord, ...parts: Partial<Omit<RefundPart, 'item'>>[]): Promise<string | null>;
  order(id: string): Promise<OrderRecord>;
  /** The accounts of an order that are not even. */
  books(orderId: string): Promise<Record<string, number>>;
  /** What is still owed of an order, by seller. */
  owed(orderId: string): Promise<Record<string, number>>;
  liveKeys(orderId: string): Promise<number>;
}

/** Orders on a real database, told by hand what Stripe says of them. */
export function createOrderStage({ platform, world }: { platform: Platform; world: World }): OrderStage {
  let count = 0;
  const inTx = <Result>(work: (tx: ServiceTx) => Promise<Result>) => platform.db.asService('test', work);
  const sums = async (rows: Promise<{ name: string; net: bigint }[]>) => Object.fromEntries((await rows).map(({ name, net }) => [name, Number(net)]));
  const found = async (tx: ServiceTx, id: string, lock: boolean) => {
    const order = await findOrder(tx, id, { lock });
    if (!order) throw new Error(`no order ${id}`);
    return order;
  };
  return {
    inTx,
    async place(...staged) {
      const quote = toQuote(world, staged);
      const openKey = `stage-${(count += 1)}`;
      const order = toNewOrder(quote, { buyer: { userId: world.buyerA, organizationId: null }, openKey, cartId: null, country: null, now: NOW });
      await inTx((tx) => insertOrder(tx, { order, parts: toSellerOrders(order, quote), openKey }));
      return order;
    },
    async settle({ id, totalMinor }, { refunds = [], disputes = [] } = {}) {
      const fact: PaymentFact = {
        orderId: id, sessionId: `cs_${id}`, livemode: false, state: 'paid', amountMinor: totalMinor, taxMinor: 0, currency: 'usd', paymentIntentId: `pi_${id}`, chargeId: `ch_${id}`, method: 'card',
        address: null, at: NOW, refunds, disputes,
      };
      const settled = await inTx((tx) => settleOrder(tx, { fact, now: NOW, publicUrl: 'http://localhost' }));
      if (settled.outcome !== 'settled') throw new Error(settled.outcome);
    },
    ask: ({ id }, ...asked) => inTx(async (tx) => {
      const order = await found(tx, id, true);
      const parts = order.items.slice(0, asked.length).map((item, index) => ({ item, amountMinor: 0, restockQuantity: 0, cancelQuantity: 0, ...asked[index] }));
      return requestRefund(tx, { order, parts, reason: 'asked for', requestedBy: world.admin, requestedRole: 'admin', now: NOW });
    }),
    order: (id) => inTx((tx) => found(tx, id, false)),
    books: (orderId) => inTx((tx) => sums(tx.$queryRaw`
      select a.name, sum(e.amount_minor) as net from ledger_entries e join ledger_accounts a on a.id = e.account_id where e.order_id = ${orderId} group by a.name having sum(e.amount_minor) <> 0 order by a.name`)),
    owed: (orderId) => inTx((tx) => sums(tx.$queryRaw`
      select a.seller_id as name, -sum(e.amount_minor) as net from ledger_entries e join ledger_accounts a on a.id = e.account_id
      where e.order_id = ${orderId} and a.name = 'seller_payable' group by a.seller_id order by a.seller_id`)),
    liveKeys: (orderId) => inTx(async (tx) => {
      const rows = await tx.$queryRaw<object[]>`select 1 from entitlements e join order_items i on i.id = e.order_item_id where i.order_id = ${orderId} and e.revoked_at is null`;
      return rows.length;
    }),
  };
}
