import { emptyBought } from '@/server/modules/carts/empty-bought';
import { redeemCoupon } from '@/server/modules/carts/redeem-coupon';
import { postPayment } from '@/server/modules/ledger/post-payment';
import { toReceiptEmail } from '@/server/modules/notifications/templates/receipt-email';
import type { AddressFact } from '@/server/modules/payments/to-payment-fact';
import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import { recordPayment } from '@/server/modules/payments/record-payment';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue, type KeyedJob } from '@/server/platform/queue';
import { splitAmount } from '@/shared/money';
import type { MissingItem } from './kinds/kind';
import { byKind } from './kinds/kind-of';
import type { OrderRecord } from './order-rows.queries';
import { applyCredit } from './apply-credit';
import { addTax, markPaid } from './order-states.queries';
import { refundMissing } from './refund-missing';
import { tellBuyer } from './tell-buyer';

export interface Fulfilment {
  /** Locked by the caller. Its tax and totals are brought up to date here. */
  order: OrderRecord;
  /** Null for an order that costs nothing and never went to Stripe. */
  payment: {
    sessionId: string | null;
    paymentIntentId: string | null;
    chargeId: string | null;
    method: string;
    taxMinor: number;
    /** What a credit of the buyer's paid beside the money. */
    creditMinor: number;
    address: AddressFact | null;
    /** What it opened at Stripe, or goes on with. */
    subscription: SubscriptionFact | null;
  } | null;
  at: Date;
  publicUrl: string;
  /** False when the money has gone back already, so that nobody is thanked for it. */
  withReceipt: boolean;
}

/**
 * The only way an order becomes paid: mark paid and open the sellers' parts → enqueue documents and receipt, post to the ledger →
 * hand over the items of each kind, all in the caller's transaction. What cannot be handed over any more (paid late, the stock gone or the subscription ended) is refunded at once.
 * A repeat finds the order paid and changes nothing; returns whether this call did it.
 */
export async function fulfilOrder(tx: ServiceTx, { order, payment, at, publicUrl, withReceipt }: Fulfilment): Promise<boolean> {
  const { sessionId = null, paymentIntentId = null, address = null } = payment ?? {};
  const isFirst = await markPaid(tx, { orderId: order.id, sessionId, paymentIntentId, address, at });
  if (!isFirst) return false;
  await applyTax(tx, order, payment?.taxMinor ?? 0);
  await applyCredit(tx, order, payment?.creditMinor ?? 0);
  if (order.couponId) await redeemCoupon(tx, order.id);
  // Sent one behind the other: none of them needs what another answers.
  await Promise.all([
    // Of an order that waited for the bank it was done then.
    order.cartId && order.status !== 'awaiting_payment' ? emptyBought(tx, { cartId: order.cartId, orderId: order.id }) : undefined,
    announce(tx, { order, at, publicUrl, withReceipt }),
    bookPayment(tx, { order, payment, at }),
  ]);
  const missing = await handOver(tx, { order, payment, at });
  for (const why of new Set(missing.map((one) => one.why))) await refundMissing(tx, { order, items: missing.filter((one) => one.why === why).map(({ item }) => item), why, at, publicUrl });
  return true;
}

/** The documents are made by a job of their own; the receipt goes to the queue with it. */
async function announce(tx: ServiceTx, { order, at, publicUrl, withReceipt }: Omit<Fulfilment, 'payment'>): Promise<void> {
  const documents: KeyedJob = { task: 'issue-invoices', payload: { orderId: order.id }, key: `invoices:${order.id}` };
  if (!withReceipt) return enqueue(tx, documents);
  const email = toReceiptEmail({ ...order, paidAt: at, publicUrl });
  await tellBuyer(tx, order, { type: 'receipt', email, kind: 'receipt', dedupeKey: `receipt:${order.id}`, at, beside: [documents] });
}

/** Late, because a shelf that many buy from at once stays locked from here to the end of the transaction. Answers with what cannot be handed over. */
async function handOver(tx: ServiceTx, { order, payment, at }: Pick<Fulfilment, 'order' | 'payment' | 'at'>): Promise<MissingItem[]> {
  const missing: MissingItem[] = [];
  for (const { kind, things } of byKind(order.items, (item) => item)) missing.push(...(await kind.onPaid(tx, { order, items: things, subscription: payment?.subscription ?? null, at })));
  return missing;
}

/** Tax is Stripe's to compute; here it only finds its items, in proportion to what each costs. */
async function applyTax(tx: ServiceTx, order: OrderRecord, taxMinor: number): Promise<void> {
  if (taxMinor === 0) return;
  const parts = splitAmount(taxMinor, order.items.map((item) => item.totalMinor));
  order.items.forEach((item, index) => {
    item.taxMinor = parts[index] ?? 0;
    item.totalMinor += item.taxMinor;
  });
  order.taxMinor = taxMinor;
  order.totalMinor += taxMinor;
  await addTax(tx, { orderId: order.id, taxMinor, shares: order.items.map((item) => ({ itemId: item.id, taxMinor: item.taxMinor })) });
}

async function bookPayment(tx: ServiceTx, { order, payment, at }: Pick<Fulfilment, 'order' | 'payment' | 'at'>): Promise<void> {
  const { paymentIntentId, chargeId, method: means } = payment ?? { paymentIntentId: null, chargeId: null, method: 'none' };
  const method = order.totalMinor === 0 && order.creditMinor > 0 ? 'credit' : means;
  const paymentId = await recordPayment(tx, { orderId: order.id, paymentIntentId, chargeId, amountMinor: order.totalMinor, currency: order.currency, method, at });
  if (!paymentId) throw new Error(`order ${order.id} was unpaid but has a payment`);
  const items = order.items.map(({ id, sellerId, totalMinor, feeMinor, taxMinor, subsidyMinor, creditMinor }) => ({ orderItemId: id, sellerId, totalMinor, feeMinor, taxMinor, subsidyMinor, creditMinor }));
  await postPayment(tx, { paymentId, orderId: order.id, items, currency: order.currency, at });
}
