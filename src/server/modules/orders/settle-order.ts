import { emptyBought } from '@/server/modules/carts/empty-bought';
import { notify } from '@/server/modules/notifications/notify';
import { toPaymentFailedEmail } from '@/server/modules/notifications/templates/payment-failed-email';
import type { PaymentFact } from '@/server/modules/payments/to-payment-fact';
import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import type { ServiceTx } from '@/server/platform/db';
import { DAY_MS } from '@/shared/time';
import { sumCredited } from './credits.queries';
import { fulfilOrder } from './fulfil-order';
import { followSubscription } from './follow-subscription';
import { findOrder, type OrderRecord } from './order-rows.queries';
import { closeOrder } from './close-order';
import { endGivenBack } from './end-given-back';
import { markAwaiting } from './order-states.queries';
import { reverseOrder } from './reverse-order';
import { settleDisputes } from './settle-disputes';

export interface Settlement {
  fact: PaymentFact;
  now: Date;
  publicUrl: string;
}

/** `mismatch`: the money is not the order's, or more went back than there was; nothing of it was written and a person must look. */
export type Settled = { outcome: 'settled'; orderId: string | null } | { outcome: 'unknown_order' } | { outcome: 'mismatch'; orderId: string | null; reason: string };

/** How long a bank debit may be on its way before we wonder. */
const DEBIT_LIFE_MS = 14 * DAY_MS;

/** Why this payment is not for this order, or undefined. Pure. */
export function findMismatch(order: Pick<OrderRecord, 'totalMinor' | 'taxMinor' | 'creditMinor' | 'currency' | 'status' | 'paymentIntentId'>, fact: PaymentFact): string | undefined {
  // Tax is Stripe's to add, and a credit to take off; all else must be ours to the minor unit.
  const [theirs, ours] = [fact.amountMinor + (fact.creditMinor ?? 0) - fact.taxMinor, order.totalMinor + order.creditMinor - order.taxMinor];
  if (theirs !== ours) return `Stripe says ${theirs}, the order ${ours}`;
  if (fact.currency !== order.currency) return `Stripe says ${fact.currency}, the order ${order.currency}`;
  const wasPaid = ['paid', 'partially_refunded', 'refunded'].includes(order.status);
  if (wasPaid && fact.state === 'paid' && fact.paymentIntentId !== order.paymentIntentId) return `paid by ${String(order.paymentIntentId)} and again by ${String(fact.paymentIntentId)}`;
  return undefined;
}

/**
 * Why an order's refunds at Stripe cannot be written: with what an invoice left its buyer as credit they are more than was paid, so that somebody has
 * money and credit for the same. Undefined where they can.
 */
async function findOvergiven(tx: ServiceTx, order: OrderRecord, { state, amountMinor, refunds }: PaymentFact): Promise<string | undefined> {
  const backMinor = refunds.reduce((sum, refund) => sum + (refund.status === 'failed' ? 0 : refund.amountMinor), 0);
  const creditedMinor = state === 'paid' && backMinor > 0 ? await sumCredited(tx, order.id) : 0;
  return creditedMinor > 0 && creditedMinor + backMinor > amountMinor ? `Stripe gave back ${backMinor}; ${creditedMinor} of the ${amountMinor} paid had become credit` : undefined;
}

/**
 * Brings an order to what Stripe holds true, in the caller's transaction. Facts may come late, twice and in any order: each moves the order
 * only forward, paid wins over every unpaid end, and a repeat changes nothing. Amount and currency must be the order's. The subscription it
 * opened, or goes on with, follows, and ends where its money went back; where more went back than there was it only follows.
 */
export async function settleOrder(tx: ServiceTx, { fact, now, publicUrl }: Settlement): Promise<Settled> {
  const order = fact.orderId === null ? undefined : await findOrder(tx, fact.orderId, { lock: true });
  if (!order) return { outcome: 'unknown_order' };
  const reason = findMismatch(order, fact);
  if (reason !== undefined) return { outcome: 'mismatch', orderId: order.id, reason };
  const overgiven = await findOvergiven(tx, order, fact);
  if (overgiven !== undefined) {
    if (fact.subscription) await followSubscription(tx, { fact: fact.subscription, at: now });
    return { outcome: 'mismatch', orderId: order.id, reason: overgiven };
  }
  switch (fact.state) {
    case 'paid':
      await settlePaid(tx, order, { fact, now, publicUrl });
      break;
    case 'awaiting':
      await settleAwaiting(tx, order, { fact, now });
      break;
    case 'failed':
      await settleFailed(tx, order, { fact, now, publicUrl });
      break;
    case 'expired':
      if (isCurrent(order, fact)) await closeOrder(tx, { orderId: order.id, status: 'expired', at: now });
      break;
    case 'open':
      break;
  }
  if (fact.subscription) await settleSubscription(tx, { fact, subscription: fact.subscription, now });
  return { outcome: 'settled', orderId: order.id };
}

/** After the money: the first order has opened it by then. An end is followed as well, for what hangs on it elsewhere. */
async function settleSubscription(tx: ServiceTx, { fact, subscription, now }: { fact: PaymentFact; subscription: SubscriptionFact; now: Date }): Promise<void> {
  const followed = await followSubscription(tx, { fact: subscription, at: now });
  if (!followed || fact.state !== 'paid') return;
  const isEnded = await endGivenBack(tx, { subscriptionId: followed.id, fact: subscription, invoiceId: fact.invoiceId ?? null });
  if (isEnded) await followSubscription(tx, { fact: subscription, at: now });
}

/** An older session's end says nothing of an order that has a newer one. */
const isCurrent = (order: OrderRecord, fact: PaymentFact) => order.sessionId === null || order.sessionId === fact.sessionId;

/** The bank has it: what was bought leaves the cart now, so that the buyer may go on shopping for the days a debit takes. */
async function settleAwaiting(tx: ServiceTx, order: OrderRecord, { fact, now }: Pick<Settlement, 'fact' | 'now'>): Promise<void> {
  const until = new Date(now.getTime() + DEBIT_LIFE_MS);
  const isFirst = await markAwaiting(tx, { orderId: order.id, sessionId: fact.sessionId, paymentIntentId: fact.paymentIntentId, until });
  if (isFirst && order.cartId) await emptyBought(tx, { cartId: order.cartId, orderId: order.id });
}

async function settlePaid(tx: ServiceTx, order: OrderRecord, { fact, now, publicUrl }: Settlement): Promise<void> {
  const { sessionId, paymentIntentId, chargeId, method, taxMinor, creditMinor = 0, address, subscription = null } = fact;
  const back = fact.refunds.filter((refund) => refund.status === 'succeeded').reduce((sum, refund) => sum + refund.amountMinor, 0);
  await fulfilOrder(tx, { order, payment: { sessionId, paymentIntentId, chargeId, method, taxMinor, creditMinor, address, subscription }, at: fact.at, publicUrl, withReceipt: back < fact.amountMinor + creditMinor });
  // Won ones first: money that is back may be refunded. The others last: what is refunded already cannot be taken from the sellers again.
  const isWon = ({ status }: { status: string }) => status === 'won';
  await settleDisputes(tx, { order, disputes: fact.disputes.filter(isWon), at: now, publicUrl });
  await reverseOrder(tx, { order, refunds: fact.refunds, at: now, publicUrl });
  await settleDisputes(tx, { order, disputes: fact.disputes.filter((dispute) => !isWon(dispute)), at: now, publicUrl });
}

async function settleFailed(tx: ServiceTx, order: OrderRecord, { fact, now, publicUrl }: Settlement): Promise<void> {
  if (!isCurrent(order, fact) || !(await closeOrder(tx, { orderId: order.id, status: 'failed', at: now }))) return;
  const email = toPaymentFailedEmail({ ...order, productUrl: `${publicUrl}/marketplace/${order.items[0]?.productSlug ?? ''}` });
  await notify(tx, { to: { buyerUserId: order.buyerUserId, organizationId: order.organizationId }, type: 'receipt', title: email.subject, href: `/account/orders/${order.id}`, dedupeKey: `payment-failed:${order.id}`, email: { ...email, kind: 'payment-failed' }, at: now });
}
