import { postDisputeShare } from '@/server/modules/ledger/post-dispute-share';
import { requestTransferReversals } from '@/server/modules/payouts/request-transfer-reversals';
import type { ServiceTx } from '@/server/platform/db';
import { listDisputeItems, listTaken, shareDispute, type TakenDispute } from './disputes.queries';
import { endLost } from './end-lost';
import type { OrderItemRecord, OrderRecord } from './order-rows.queries';
import { addDisputed } from './order-states.queries';
import { sumUnderWay } from './refunds.queries';
import { leftOf, toPosted } from './to-posted';
import { toShareMoves } from './to-share-moves';

export interface Sharing {
  /** Locked by the caller, and paid. Its disputed sums are kept up to date here. */
  order: OrderRecord;
  /** What a refund is about to give back. */
  given?: readonly { item: OrderItemRecord; amountMinor: number }[];
  at: Date;
}

/**
 * Lets what banks took fall anew on an order's items, in the caller's transaction. It makes way for what a refund gives back, goes to what items have
 * left again after a refund failed, and is the platform's as far as they have nothing: so the books end the same in whatever order refunds and
 * disputes come. What is lost with it ends. Repeating it changes nothing.
 */
export async function shareDisputes(tx: ServiceTx, sharing: Sharing): Promise<void> {
  const disputes = await listTaken(tx, sharing.order.id);
  if (disputes.length === 0) return;
  const underWay = await sumUnderWay(tx, { orderId: sharing.order.id });
  for (const dispute of disputes) await move(tx, sharing, { dispute, underWay });
}

async function move(tx: ServiceTx, { order, given = [], at }: Sharing, { dispute, underWay }: { dispute: TakenDispute; underWay: ReadonlyMap<string, number> }): Promise<void> {
  const shared = new Map((await listDisputeItems(tx, dispute.id)).map(({ orderItemId, amountMinor }) => [orderItemId, amountMinor]));
  const excessMinor = [...shared.values()].reduce((rest, one) => rest - one, dispute.amountMinor);
  const sharers = order.items.map((item) => {
    const leftMinor = leftOf(item) - (given.find((one) => one.item === item)?.amountMinor ?? 0);
    return { sharedMinor: shared.get(item.id) ?? 0, leftMinor, freeMinor: leftMinor - (underWay.get(item.id) ?? 0) };
  });
  const amounts = toShareMoves(sharers, excessMinor);
  const moves = order.items.map((item, index) => ({ item, amountMinor: amounts[index] ?? 0 })).filter(({ amountMinor }) => amountMinor !== 0);
  if (moves.length === 0) return;
  const round = await shareDispute(tx, { disputeId: dispute.id, shares: moves.map(({ item, amountMinor }) => ({ orderItemId: item.id, amountMinor: (shared.get(item.id) ?? 0) + amountMinor })) });
  const toPlatform = moves.reduce((rest, { amountMinor }) => rest - amountMinor, 0);
  await postDisputeShare(tx, { disputeId: dispute.id, round, orderId: order.id, items: moves.map(({ item, amountMinor }) => toPosted(item, amountMinor)), excessMinor: toPlatform, currency: order.currency, at });
  await addDisputed(tx, { orderId: order.id, shares: moves.map(({ item, amountMinor }) => ({ itemId: item.id, amountMinor })) });
  for (const { item, amountMinor } of moves) {
    item.disputedMinor += amountMinor;
    order.disputedMinor += amountMinor;
    if (dispute.status === 'lost') item.lostMinor += amountMinor;
  }
  await requestTransferReversals(tx, { orderId: order.id, source: { type: 'dispute', id: `${dispute.id}:${round}` }, now: at });
  if (dispute.status === 'lost') await endLost(tx, { order, items: moves.filter(({ amountMinor }) => amountMinor > 0).map(({ item }) => item), sourceId: dispute.id, at });
}
