import { postRefund } from '@/server/modules/ledger/post-refund';
import { enqueueEmail } from '@/server/modules/notifications/enqueue-email';
import { toRefundEmail } from '@/server/modules/notifications/templates/refund-email';
import type { RefundFact } from '@/server/modules/payments/to-payment-fact';
import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { splitAmount } from '@/shared/money';
import { kindOf } from './kinds/kind-of';
import type { OrderItemRecord, OrderRecord } from './order-rows.queries';
import { addItemRefunded, addRefunded } from './order-states.queries';
import { attachStripeRefund, insertRefund, insertRefundItem, listRefundItems, listRefundsOfOrder, moveRefund, type RefundRow } from './refunds.queries';

export interface Reversal {
  /** Locked by the caller, and paid. Its `refundedMinor` sums are kept up to date here. */
  order: OrderRecord;
  refunds: readonly RefundFact[];
  at: Date;
  publicUrl: string;
}

/** Our row of Stripe's refund: found by Stripe's id, by the id we gave Stripe, or written now for one made in Stripe's dashboard. */
async function ensureRefund(tx: ServiceTx, { order, fact, rows }: { order: OrderRecord; fact: RefundFact; rows: RefundRow[] }): Promise<RefundRow> {
  const known = rows.find((row) => row.stripeRefundId === fact.stripeRefundId) ?? rows.find((row) => row.id === fact.refundId && row.stripeRefundId === null);
  if (known) {
    if (known.stripeRefundId === null) await attachStripeRefund(tx, { refundId: known.id, stripeRefundId: fact.stripeRefundId });
    return known;
  }
  // Ours that never reached Stripe gives way to the one that did: both together could pass what was paid.
  for (const stale of rows.filter((row) => row.status === 'pending' && row.stripeRefundId === null)) {
    await moveRefund(tx, { refundId: stale.id, from: 'pending', to: 'failed', at: fact.at });
  }
  const row: RefundRow = { id: newId('refund'), orderId: order.id, stripeRefundId: fact.stripeRefundId, amountMinor: fact.amountMinor, status: 'pending' };
  const written = await insertRefund(tx, { ...row, currency: order.currency, status: 'pending', reason: 'Refunded at Stripe', requestedBy: null, at: fact.at });
  if (!written) throw new Error(`refund ${fact.stripeRefundId} belongs to another order than ${order.id}`);
  return row;
}

/** How a refund falls on the items: as asked, or by largest remainder on what each can still give back. */
async function sharesOf(tx: ServiceTx, order: OrderRecord, refund: RefundRow): Promise<{ item: OrderItemRecord; amountMinor: number }[]> {
  const asked = new Map((await listRefundItems(tx, refund.id)).map((share) => [share.orderItemId, share.amountMinor]));
  if (asked.size > 0) return order.items.flatMap((item) => (asked.has(item.id) ? [{ item, amountMinor: asked.get(item.id) ?? 0 }] : []));
  const parts = splitAmount(refund.amountMinor, order.items.map((item) => item.totalMinor - item.refundedMinor));
  const shares = order.items.map((item, index) => ({ item, amountMinor: parts[index] ?? 0 })).filter((share) => share.amountMinor > 0);
  for (const { item, amountMinor } of shares) await insertRefundItem(tx, { refundId: refund.id, orderItemId: item.id, amountMinor });
  return shares;
}

async function settle(tx: ServiceTx, { order, at, publicUrl }: Reversal, refund: RefundRow): Promise<void> {
  if (!(await moveRefund(tx, { refundId: refund.id, from: 'pending', to: 'succeeded', at }))) return;
  const shares = await sharesOf(tx, order, refund);
  const items = shares.map(({ item, amountMinor }) => toPosted(item, { before: item.refundedMinor, amountMinor }));
  await postRefund(tx, { refundId: refund.id, orderId: order.id, items, currency: order.currency, at });
  for (const { item, amountMinor } of shares) {
    await addItemRefunded(tx, { itemId: item.id, amountMinor });
    item.refundedMinor += amountMinor;
    if (item.refundedMinor === item.totalMinor) await kindOf(item.kind).onReversed(tx, { order, item, at });
  }
  await addRefunded(tx, { orderId: order.id, amountMinor: refund.amountMinor, at });
  order.refundedMinor += refund.amountMinor;
  const email = toRefundEmail({ ...order, amountMinor: refund.amountMinor, publicUrl });
  await enqueueEmail(tx, { ...email, kind: 'refund', to: order.buyerEmail, dedupeKey: `refund:${refund.id}` });
}

/** The bank sent the money back to us: the books and the keys return to where they were before the refund. */
async function unsettle(tx: ServiceTx, { order, at }: Reversal, refund: RefundRow): Promise<void> {
  if (!(await moveRefund(tx, { refundId: refund.id, from: 'succeeded', to: 'failed', at }))) return;
  const shares = await sharesOf(tx, order, refund);
  const items = shares.map(({ item, amountMinor }) => toPosted(item, { before: item.refundedMinor - amountMinor, amountMinor }));
  await postRefund(tx, { refundId: refund.id, orderId: order.id, items, currency: order.currency, at, reversed: true });
  for (const { item, amountMinor } of shares) {
    if (item.refundedMinor === item.totalMinor) await kindOf(item.kind).onRestored(tx, { order, item, at });
    await addItemRefunded(tx, { itemId: item.id, amountMinor: -amountMinor });
    item.refundedMinor -= amountMinor;
  }
  await addRefunded(tx, { orderId: order.id, amountMinor: -refund.amountMinor, at });
  order.refundedMinor -= refund.amountMinor;
}

function toPosted(item: OrderItemRecord, { before, amountMinor }: { before: number; amountMinor: number }) {
  const { id, sellerId, totalMinor, feeMinor, taxMinor, subsidyMinor } = item;
  return { orderItemId: id, sellerId, totalMinor, feeMinor, taxMinor, subsidyMinor, refundedBeforeMinor: before, refundMinor: amountMinor };
}

/**
 * Brings an order's refunds to what Stripe says, in the caller's transaction: each settled refund is posted once, its items' keys are taken when
 * they are given back in full, and the buyer is told. A refund that failed after it had settled is undone. Repeating it changes nothing.
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
      await moveRefund(tx, { refundId: refund.id, from: 'pending', to: 'failed', at });
    }
  }
}
