import { postRefund } from '@/server/modules/ledger/post-refund';
import type { RefundFact } from '@/server/modules/payments/to-payment-fact';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { newId } from '@/shared/ids';
import { failRefund } from './fail-refund';
import { giveBack } from './give-back';
import { byKind } from './kinds/kind-of';
import type { OrderRecord } from './order-rows.queries';
import { addItemRefunded, addRefunded } from './order-states.queries';
import { attachStripeRefund, insertRefund, listRefundsOfOrder, moveRefund, type RefundRow } from './refunds.queries';
import { restorePromotion } from './restore-promotion';
import { shareDisputes } from './share-disputes';
import { listShares, shareRefund } from './share-refund';
import { tellBuyer, type OrderNews } from './tell-buyer';
import { isGone, toPosted } from './to-posted';
import { toReversedItems } from './to-reversed-items';

export interface Reversal {
  /** Locked by the caller, and paid. Its refunded sums are kept up to date here. */
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
  // One of ours that is not there yet may be on its way to Stripe just now: only Stripe's answer ends it, and Stripe gives no more than was paid.
  const row: RefundRow = { id: newId('refund'), orderId: order.id, stripeRefundId: fact.stripeRefundId, amountMinor: fact.amountMinor, status: 'pending' };
  const written = await insertRefund(tx, { ...row, currency: order.currency, status: 'pending', reason: 'Refunded at Stripe', requestedBy: null, requestedRole: 'system', at: fact.at });
  if (!written) throw new Error(`refund ${fact.stripeRefundId} belongs to another order than ${order.id}`);
  return row;
}

/** On its way at Stripe: what it will take of each item is said now, so that no dispute takes it as well. */
async function reserve(tx: ServiceTx, order: OrderRecord, refund: RefundRow): Promise<void> {
  if (refund.status === 'pending' && (await listShares(tx, order, refund.id)).length === 0) await shareRefund(tx, order, refund);
}

/**
 * The bank sent the money back to us: the books, the keys and what promotions paid for them return to where they were before the refund, and sellers'
 * credit notes are countered. What another bank took meanwhile takes its place first.
 */
async function unsettle(tx: ServiceTx, { order, at }: Reversal, refund: RefundRow): Promise<void> {
  if (!(await moveRefund(tx, { refundId: refund.id, from: 'succeeded', to: 'failed', at }))) return;
  const shares = await listShares(tx, order, refund.id);
  const ended = toReversedItems(order, shares).filter(({ isWhole }) => isWhole);
  for (const { item, amountMinor } of shares) {
    await addItemRefunded(tx, { itemId: item.id, amountMinor: -amountMinor });
    item.refundedMinor -= amountMinor;
  }
  const items = shares.map(({ item, amountMinor }) => toPosted(item, amountMinor));
  await postRefund(tx, { refundId: refund.id, orderId: order.id, items, currency: order.currency, at, reversed: true });
  await addRefunded(tx, { orderId: order.id, amountMinor: -refund.amountMinor, at });
  order.refundedMinor -= refund.amountMinor;
  await shareDisputes(tx, { order, at });
  const isOver = order.items.every(isGone);
  const restored = ended.filter(({ item }) => (item.totalMinor > 0 ? !isGone(item) : !isOver));
  await restorePromotion(tx, { order, items: restored, sourceId: refund.id, at });
  for (const { kind, things } of byKind(restored, ({ item }) => item)) await kind.onRestored(tx, { order, items: things, sourceId: refund.id, at });
  await enqueue(tx, { task: 'counter-credit-note', payload: { refundId: refund.id }, key: `debit-note:${refund.id}` });
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
  const news: OrderNews[] = [];
  for (const fact of ranked) {
    const rows = await listRefundsOfOrder(tx, order.id);
    const refund = await ensureRefund(tx, { order, fact, rows });
    if (fact.status === 'succeeded') news.push(...(await giveBack(tx, reversal, { refund, asCredit: false })));
    if (fact.status === 'pending') await reserve(tx, order, refund);
    if (fact.status === 'failed') {
      await unsettle(tx, reversal, refund);
      if (await failRefund(tx, { refundId: refund.id, orderId: order.id, at })) await shareDisputes(tx, { order, at });
    }
  }
  // After the last shelf that a refund puts back on.
  for (const one of news) await tellBuyer(tx, order, one);
}
