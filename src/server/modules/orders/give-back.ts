import { postRefund } from '@/server/modules/ledger/post-refund';
import { toRefundEmail } from '@/server/modules/notifications/templates/refund-email';
import { requestTransferReversals } from '@/server/modules/payouts/request-transfer-reversals';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { addCanceled } from './fulfilment.queries';
import { byKind } from './kinds/kind-of';
import type { OrderRecord } from './order-rows.queries';
import { addItemRefunded, addRefunded } from './order-states.queries';
import { moveRefund, type RefundRow } from './refunds.queries';
import { shareDisputes } from './share-disputes';
import { shareRefund } from './share-refund';
import { takePromotionBack } from './take-promotion-back';
import type { OrderNews } from './tell-buyer';
import { isGone, toPosted } from './to-posted';
import { toReversedItems, unshippedOf } from './to-reversed-items';

/** What was paid back in full and not shipped is not to be shipped any more. It goes back to the shelf only where somebody said so. */
async function callOffGone(tx: ServiceTx, order: OrderRecord): Promise<void> {
  const isOver = order.items.every(isGone);
  const units = order.items.map((item) => ({ item, quantity: isGone(item) && (item.totalMinor > 0 || isOver) ? unshippedOf(item) : 0 })).filter(({ quantity }) => quantity > 0);
  if (units.length === 0) return;
  await addCanceled(tx, units.map(({ item, quantity }) => ({ itemId: item.id, quantity })));
  for (const { item, quantity } of units) item.canceledQuantity += quantity;
}

export interface GivingBack {
  /** Locked by the caller, and paid. Its refunded sums are kept up to date here. */
  order: OrderRecord;
  at: Date;
  publicUrl: string;
}

export interface Given {
  /** Of the order, and not settled yet. */
  refund: Pick<RefundRow, 'id' | 'amountMinor'>;
  /** It became a credit of the buyer's at Stripe; else it went back to the card or account that paid. */
  asCredit: boolean;
}

/**
 * Writes that a refund of a paid, locked order has happened, in the caller's transaction: books, items, keys, shelf, what sellers were sent of it, and
 * the credit note. Returns what the buyer is to be told of it; nothing where it was settled before.
 */
export async function giveBack(tx: ServiceTx, { order, at, publicUrl }: GivingBack, { refund, asCredit }: Given): Promise<OrderNews[]> {
  if (!(await moveRefund(tx, { refundId: refund.id, from: 'pending', to: 'succeeded', at }))) return [];
  const shares = await shareRefund(tx, order, refund);
  await shareDisputes(tx, { order, given: shares, at });
  await postRefund(tx, { refundId: refund.id, orderId: order.id, items: shares.map(({ item, amountMinor }) => toPosted(item, amountMinor)), currency: order.currency, at, asCredit });
  for (const { item, amountMinor } of shares) {
    await addItemRefunded(tx, { itemId: item.id, amountMinor });
    item.refundedMinor += amountMinor;
  }
  await addRefunded(tx, { orderId: order.id, amountMinor: refund.amountMinor, at });
  order.refundedMinor += refund.amountMinor;
  const reversed = toReversedItems(order, shares);
  await callOffGone(tx, order);
  await takePromotionBack(tx, { order, items: reversed, sourceId: refund.id, at });
  for (const { kind, things } of byKind(reversed, ({ item }) => item)) await kind.onReversed(tx, { order, items: things, sourceId: refund.id, at });
  await requestTransferReversals(tx, { orderId: order.id, source: { type: 'refund', id: refund.id }, now: at });
  await enqueue(tx, { task: 'issue-credit-note', payload: { refundId: refund.id }, key: `credit-note:${refund.id}` });
  const email = toRefundEmail({ ...order, amountMinor: refund.amountMinor, asCredit, publicUrl });
  return [{ type: 'refund', email, kind: 'refund', at, dedupeKey: `refund:${refund.id}` }];
}
