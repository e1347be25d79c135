import { postDispute } from '@/server/modules/ledger/post-dispute';
import { postDisputeFee } from '@/server/modules/ledger/post-dispute-fee';
import { tellAdmins } from '@/server/modules/notifications/tell-admins';
import { toDisputeEmail } from '@/server/modules/notifications/templates/dispute-email';
import { requestTransferReversals } from '@/server/modules/payouts/request-transfer-reversals';
import type { DisputeFact } from '@/server/modules/payments/to-payment-fact';
import type { ServiceTx } from '@/server/platform/db';
import { splitAmount } from '@/shared/money';
import { ensureDispute, insertDisputeItems, keepFee, listDisputeItems, moveDispute, type DisputeRow } from './disputes.queries';
import { endLost } from './end-lost';
import type { OrderItemRecord, OrderRecord } from './order-rows.queries';
import { addDisputed } from './order-states.queries';
import { sumUnderWay } from './refunds.queries';
import { shareDisputes } from './share-disputes';
import { leftOf, toPosted } from './to-posted';

export interface Disputing {
  /** Locked by the caller, and paid. Its disputed sums are kept up to date here. */
  order: OrderRecord;
  disputes: readonly DisputeFact[];
  at: Date;
  publicUrl: string;
}

interface Share {
  item: OrderItemRecord;
  amountMinor: number;
}

const TAKEN: readonly DisputeFact['status'][] = ['needs_response', 'under_review', 'won', 'lost'];
const ENDED: readonly DisputeFact['status'][] = ['won', 'lost', 'closed'];

/**
 * Brings an order's disputes to what Stripe says, in the caller's transaction. What the bank took is posted once; of the items never more than they
 * still have beside refunds that are done or on their way at Stripe: the rest is the platform's loss, not the seller's a second time. Won, it is
 * posted back once; lost, the keys of what is left of nothing are taken. Stripe's fees are posted as they come and go, also after the end. An ended
 * dispute never opens again, however late an alert comes, and no older word undoes a younger one.
 */
export async function settleDisputes(tx: ServiceTx, disputing: Disputing): Promise<void> {
  const { order, disputes, at } = disputing;
  for (const fact of disputes) {
    const row = await ensureDispute(tx, { orderId: order.id, currency: order.currency, fact });
    const isNews = await moveDispute(tx, { disputeId: row.id, fact, at });
    if (isNews && TAKEN.includes(fact.status)) await take(tx, disputing, { row, fact });
    await charge(tx, disputing, { row, fact });
    if (!isNews) continue;
    if (fact.status === 'won') await giveBack(tx, disputing, row);
    if (fact.status === 'lost') await loseItems(tx, disputing, row);
    await tell(tx, disputing, { row, fact });
  }
}

/** The money is gone from our balance: once per dispute, on what each item has left. */
async function take(tx: ServiceTx, { order, at }: Disputing, { row, fact }: { row: DisputeRow; fact: DisputeFact }): Promise<void> {
  const underWay = await sumUnderWay(tx, { orderId: order.id });
  const left = order.items.map((item) => Math.max(0, leftOf(item) - (underWay.get(item.id) ?? 0)));
  const amountMinor = Math.min(fact.amountMinor, left.reduce((sum, one) => sum + one, 0));
  const amounts = splitAmount(amountMinor, left);
  const shares = order.items.map((item, index): Share => ({ item, amountMinor: amounts[index] ?? 0 })).filter((share) => share.amountMinor > 0);
  if (!(await insertDisputeItems(tx, { disputeId: row.id, amountMinor: fact.amountMinor, shares: shares.map(({ item, ...share }) => ({ orderItemId: item.id, ...share })), at }))) return;
  row.amountMinor = fact.amountMinor;
  const items = shares.map(({ item, amountMinor: share }) => toPosted(item, share));
  await postDispute(tx, { disputeId: row.id, orderId: order.id, items, excessMinor: fact.amountMinor - amountMinor, currency: order.currency, at });
  await count(tx, order, shares);
  await requestTransferReversals(tx, { orderId: order.id, source: { type: 'dispute', id: row.id }, now: at });
}

/** What the dispute costs now, less what it cost by the last word, in proportion to what each item brought. */
async function charge(tx: ServiceTx, { order, at }: Disputing, { row, fact }: { row: DisputeRow; fact: DisputeFact }): Promise<void> {
  if (!(await keepFee(tx, { disputeId: row.id, fact }))) return;
  const totals = order.items.map((item) => item.totalMinor);
  const [before, after] = [splitAmount(row.feeMinor, totals), splitAmount(fact.feeMinor, totals)];
  const items = order.items.map((item, index) => ({ orderItemId: item.id, sellerId: item.sellerId, feeMinor: (after[index] ?? 0) - (before[index] ?? 0) }));
  await postDisputeFee(tx, { disputeId: row.id, movementCount: fact.movementCount, orderId: order.id, items, currency: order.currency, at });
}

async function giveBack(tx: ServiceTx, { order, at }: Disputing, row: DisputeRow): Promise<void> {
  const shares = await sharesOf(tx, order, row);
  await count(tx, order, shares.map((share) => ({ ...share, amountMinor: -share.amountMinor })));
  const items = shares.map(({ item, amountMinor }) => toPosted(item, amountMinor));
  const excessMinor = row.amountMinor - shares.reduce((sum, share) => sum + share.amountMinor, 0);
  await postDispute(tx, { disputeId: row.id, orderId: order.id, items, excessMinor, currency: order.currency, at, reversed: true });
  // What another dispute took beyond the items is theirs, now that they have something again.
  await shareDisputes(tx, { order, at });
}

async function loseItems(tx: ServiceTx, { order, at }: Disputing, row: DisputeRow): Promise<void> {
  const shares = await sharesOf(tx, order, row);
  for (const { item, amountMinor } of shares) item.lostMinor += amountMinor;
  await endLost(tx, { order, items: shares.map(({ item }) => item), sourceId: row.id, at });
}

async function sharesOf(tx: ServiceTx, order: OrderRecord, row: DisputeRow): Promise<Share[]> {
  const known = new Map((await listDisputeItems(tx, row.id)).map((share) => [share.orderItemId, share]));
  return order.items.flatMap((item) => {
    const share = known.get(item.id);
    return share ? [{ item, amountMinor: share.amountMinor }] : [];
  });
}

async function count(tx: ServiceTx, order: OrderRecord, shares: readonly Share[]): Promise<void> {
  await addDisputed(tx, { orderId: order.id, shares: shares.map(({ item, amountMinor }) => ({ itemId: item.id, amountMinor })) });
  for (const { item, amountMinor } of shares) {
    item.disputedMinor += amountMinor;
    order.disputedMinor += amountMinor;
  }
}

/** Admins hear of each turn once; the buyer started it and hears from the bank. */
async function tell(tx: ServiceTx, { order, at, publicUrl }: Disputing, { row, fact }: { row: DisputeRow; fact: DisputeFact }): Promise<void> {
  const email = toDisputeEmail({ ...fact, number: order.number, currency: order.currency, url: `${publicUrl}/admin/disputes/${row.id}` });
  const turn = ENDED.includes(fact.status) ? fact.status : 'open';
  await tellAdmins(tx, { email, type: 'dispute', kind: 'dispute', href: `/admin/disputes/${row.id}`, at, reason: `dispute:${row.id}:${turn}` });
}
