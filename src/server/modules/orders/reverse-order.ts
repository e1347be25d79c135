import { postRefund } from '@/server/modules/ledger/post-refund';
import { enqueueEmail } from '@/server/modules/notifications/enqueue-email';
import { toRefundEmail } from '@/server/modules/notifications/templates/refund-email';
import { requestTransferReversals } from '@/server/modules/payouts/request-transfer-reversals';
import type { RefundFact } from '@/server/modules/payments/to-payment-fact';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { newId } from '@/shared/ids';
import { splitAmount } from '@/shared/money';
import { failRefund } from './fail-refund';
import { addCanceled } from './fulfilment.queries';
import { byKind } from './kinds/kind-of';
import type { ReversedItem } from './kinds/kind';
import type { OrderItemRecord, OrderRecord } from './order-rows.queries';
import { addItemRefunded, addRefunded } from './order-states.queries';
import { attachStripeRefund, insertRefund, insertRefundItem, listRefundItems, listRefundsOfOrder, moveRefund, shareRefund, type RefundRow } from './refunds.queries';
import { takePromotionBack } from './take-promotion-back';
import { isGone, leftOf, toPosted } from './to-posted';

export interface Reversal {
  /** Locked by the caller, and paid. Its refunded sums are kept up to date here. */
  order: OrderRecord;
  refunds: readonly RefundFact[];
  at: Date;
  publicUrl: string;
}

interface Share {
  item: OrderItemRecord;
  amountMinor: number;
  restockQuantity: number;
  cancelQuantity: number;
}

/** Our row of Stripe's refund: found by Stripe's id, by the id we gave Stripe, or written now for one made in Stripe's dashboard. */
async function ensureRefund(tx: ServiceTx, { order, fact, rows }: { order: OrderRecord; fact: RefundFact; rows: RefundRow[] }): Promise<RefundRow> {
  const known = rows.find((row) => row.stripeRefundId === fact.stripeRefundId) ?? rows.find((row) => row.id === fact.refundId && row.stripeRefundId === null);
  if (known) {
    if (known.stripeRefundId === null) await attachStripeRefund(tx, { refundId: known.id, stripeRefundId: fact.stripeRefundId });
    return known;
  }
  // One of ours that is not there yet may be on its way to Stripe just now: only Stripe's answer ends it, and Stripe gives no more than was paid.
  const row: RefundRow = { id: newId('refund'), orderId: order.id, stripeRefundId: fact.stripeRefundId, amountMinor: fact.amountMinor, status: 'pending' };
  const written = await insertRefund(tx, { ...row, currency: order.currency, status: 'pending', reason: 'Refunded at Stripe', requestedBy: null, requestedRole: 'system', at: fact.at });
  if (!written) throw new Error(`refund ${fact.stripeRefundId} belongs to another order than ${order.id}`);
  return row;
}

/** How a refund falls on the items: as asked, or by largest remainder on what each can still give back. */
async function sharesOf(tx: ServiceTx, order: OrderRecord, refund: RefundRow): Promise<Share[]> {
  const asked = new Map((await listRefundItems(tx, refund.id)).map((share) => [share.orderItemId, share]));
  if (asked.size > 0) return order.items.flatMap((item) => (asked.has(item.id) ? [{ restockQuantity: 0, cancelQuantity: 0, amountMinor: 0, ...asked.get(item.id), item }] : []));
  const parts = splitAmount(refund.amountMinor, order.items.map(leftOf));
  const shares = order.items.map((item, index) => ({ item, amountMinor: parts[index] ?? 0, restockQuantity: 0, cancelQuantity: 0 })).filter((share) => share.amountMinor > 0);
  for (const { item, ...share } of shares) await insertRefundItem(tx, { refundId: refund.id, orderItemId: item.id, ...share });
  return shares;
}

/**
 * A dispute may have taken some of an item while its refund was under way: an item gives back at most what it has left, and the others, in
 * proportion to what they have, give the rest.
 */
async function fit(tx: ServiceTx, { order, refund, shares }: { order: OrderRecord; refund: RefundRow; shares: Share[] }): Promise<Share[]> {
  if (shares.every(({ item, amountMinor }) => amountMinor <= leftOf(item))) return shares;
  const asked = new Map(shares.map((share) => [share.item, share]));
  const kept = order.items.map((item) => Math.min(asked.get(item)?.amountMinor ?? 0, leftOf(item)));
  const rest = splitAmount(refund.amountMinor - kept.reduce((sum, one) => sum + one, 0), order.items.map((item, index) => leftOf(item) - (kept[index] ?? 0)));
  const fitted = order.items.map((item, index) => ({ restockQuantity: 0, cancelQuantity: 0, ...asked.get(item), item, amountMinor: (kept[index] ?? 0) + (rest[index] ?? 0) }));
  const given = fitted.filter(({ item, amountMinor }) => amountMinor > 0 || asked.has(item));
  await shareRefund(tx, { refundId: refund.id, shares: given.map(({ item, amountMinor }) => ({ orderItemId: item.id, amountMinor })) });
  return given;
}

/** What the shares leave of their items; with the last money of an order also what had cost nothing in it ends. */
function toReversedItems(order: OrderRecord, shares: readonly Share[]): ReversedItem[] {
  const touched = shares.map(({ item, restockQuantity, cancelQuantity }) => ({ item, isWhole: isGone(item), restockQuantity, cancelQuantity }));
  if (!order.items.every(isGone)) return touched;
  const free = order.items.filter((item) => item.totalMinor === 0 && !shares.some((share) => share.item === item));
  return [...touched, ...free.map((item) => ({ item, isWhole: true, restockQuantity: 0, cancelQuantity: 0 }))];
}

/** What was paid back in full and not shipped is not to be shipped any more. It goes back to the shelf only where somebody said so. */
async function callOffGone(tx: ServiceTx, order: OrderRecord): Promise<void> {
  const units = order.items.flatMap((item) => {
    const quantity = item.quantity - item.shippedQuantity - item.canceledQuantity;
    return item.kind === 'physical' && quantity > 0 && isGone(item) ? [{ item, quantity }] : [];
  });
  if (units.length === 0) return;
  await addCanceled(tx, units.map(({ item, quantity }) => ({ itemId: item.id, quantity })));
  for (const { item, quantity } of units) item.canceledQuantity += quantity;
}

async function settle(tx: ServiceTx, { order, at, publicUrl }: Reversal, refund: RefundRow): Promise<void> {
  if (!(await moveRefund(tx, { refundId: refund.id, from: 'pending', to: 'succeeded', at }))) return;
  const shares = await fit(tx, { order, refund, shares: await sharesOf(tx, order, refund) });
  await postRefund(tx, { refundId: refund.id, orderId: order.id, items: shares.map(({ item, amountMinor }) => toPosted(item, amountMinor)), currency: order.currency, at });
  for (const { item, amountMinor } of shares) {
    await addItemRefunded(tx, { itemId: item.id, amountMinor });
    item.refundedMinor += amountMinor;
  }
  await addRefunded(tx, { orderId: order.id, amountMinor: refund.amountMinor, at });
  order.refundedMinor += refund.amountMinor;
  await callOffGone(tx, order);
  const reversed = toReversedItems(order, shares);
  await takePromotionBack(tx, { order, items: reversed, sourceId: refund.id, at });
  for (const { kind, things } of byKind(reversed, ({ item }) => item)) await kind.onReversed(tx, { order, items: things, sourceId: refund.id, at });
  await requestTransferReversals(tx, { orderId: order.id, source: { type: 'refund', id: refund.id }, now: at });
  await enqueue(tx, { task: 'issue-credit-note', payload: { refundId: refund.id }, key: `credit-note:${refund.id}` });
  const email = toRefundEmail({ ...order, amountMinor: refund.amountMinor, publicUrl });
  await enqueueEmail(tx, { ...email, kind: 'refund', to: order.buyerEmail, dedupeKey: `refund:${refund.id}` });
}

/** The bank sent the money back to us: the books and the keys return to where they were before the refund. */
async function unsettle(tx: ServiceTx, { order, at }: Reversal, refund: RefundRow): Promise<void> {
  if (!(await moveRefund(tx, { refundId: refund.id, from: 'succeeded', to: 'failed', at }))) return;
  const shares = await sharesOf(tx, order, refund);
  const restored = toReversedItems(order, shares).filter(({ isWhole }) => isWhole);
  for (const { item, amountMinor } of shares) {
    await addItemRefunded(tx, { itemId: item.id, amountMinor: -amountMinor });
    item.refundedMinor -= amountMinor;
  }
  const items = shares.map(({ item, amountMinor }) => toPosted(item, amountMinor));
  await postRefund(tx, { refundId: refund.id, orderId: order.id, items, currency: order.currency, at, reversed: true });
  await addRefunded(tx, { orderId: order.id, amountMinor: -refund.amountMinor, at });
  order.refundedMinor -= refund.amountMinor;
  for (const { kind, things } of byKind(restored, ({ item }) => item)) await kind.onRestored(tx, { order, items: things, sourceId: refund.id, at });
}

/**
 * Brings an order's refunds to what Stripe says, in the caller's transaction: each settled refund is posted once, its items' keys are taken when
 * they are given back in full, stock returns where it was asked for, sellers' transfers are fetched back, and the buyer is told. A refund that
 * failed after it had settled is undone. Repeating it changes nothing.
 */
export async function reverseOrder(tx: ServiceTx, reversal: Reversal): Promise<void> {
  const { order, refunds, at } = reversal;
  // Failures first: they make room for what was asked again.
  const ranked = [...refunds].sort((a, b) => Number(b.status === 'failed') - Number(a.status === 'failed'));
  for (const fact of ranked) {
    const rows = await listRefundsOfOrder(tx, order.id);
    const refund = await ensureRefund(tx, { order, fact, rows });
    if (fact.status === 'succeeded') await settle(tx, reversal, refund);
    if (fact.status === 'failed') {
      await unsettle(tx, reversal, refund);
      await failRefund(tx, { refundId: refund.id, orderId: order.id, at });
    }
  }
}
