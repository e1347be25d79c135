import type { InvoiceFact } from '@/server/modules/payments/to-invoice-fact';
import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { insertCredit, isCreditGiven, listPaidPeriods, sumPending, type PaidPeriod } from './credits.queries';
import { giveBack } from './give-back';
import { findOrder, type OrderRecord } from './order-rows.queries';
import { tellBuyer } from './tell-buyer';
import { leftOf } from './to-posted';

export interface CreditToGive {
  subscriptionId: string;
  fact: InvoiceFact;
  at: Date;
  publicUrl: string;
}

interface Part extends PaidPeriod {
  amountMinor: number;
}

/** The orders, locked in the order of their ids. */
async function lockOrders(tx: ServiceTx, periods: readonly PaidPeriod[]): Promise<Map<string, OrderRecord>> {
  const orders = new Map<string, OrderRecord>();
  for (const orderId of [...new Set(periods.map((period) => period.orderId))].sort()) {
    const order = await findOrder(tx, orderId, { lock: true });
    if (order) orders.set(orderId, order);
  }
  return orders;
}

/** What of a credit each period bears, the newest first: at most what is left of the money it was paid with. Pure. */
export function toCreditParts(periods: readonly (PaidPeriod & { leftMinor: number })[], creditMinor: number): Part[] {
  let rest = creditMinor;
  const parts = periods.map(({ orderId, itemId, leftMinor }) => {
    const amountMinor = Math.min(rest, Math.max(0, leftMinor));
    rest -= amountMinor;
    return { orderId, itemId, amountMinor };
  });
  return parts.filter(({ amountMinor }) => amountMinor > 0);
}

/**
 * Writes the credit that an invoice of a subscription left its customer, in the caller's transaction: unused time, given back of the orders that paid for
 * it until then, as a refund whose money stays with us until it is spent. So its seller, and no other, bears it. Once per invoice. Answers why it cannot be written:
 * not so much money is left of these orders, so the credit comes from elsewhere; then nothing is written.
 */
export async function giveCredit(tx: ServiceTx, { subscriptionId, fact, at, publicUrl }: CreditToGive): Promise<string | undefined> {
  const { invoiceId, grantedMinor, currency } = fact;
  if (await isCreditGiven(tx, invoiceId)) return undefined;
  const periods = await listPaidPeriods(tx, { subscriptionId, until: fact.at });
  const orders = await lockOrders(tx, periods);
  const pending = await sumPending(tx, periods.map(({ itemId }) => itemId));
  const left = periods.map((period) => {
    const order = orders.get(period.orderId);
    const item = order?.currency === currency ? order.items.find(({ id }) => id === period.itemId) : undefined;
    return { ...period, leftMinor: item ? leftOf(item) - (pending.get(item.id) ?? 0) : 0 };
  });
  const parts = toCreditParts(left, grantedMinor);
  const missing = grantedMinor - parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (missing > 0) return `invoice ${invoiceId} gives ${grantedMinor} as credit, and ${missing} of it was paid by no order that has it left`;
  for (const { orderId, itemId, amountMinor } of parts) {
    const order = orders.get(orderId);
    const id = newId('refund', at.getTime());
    if (!order || !(await insertCredit(tx, { id, orderId, itemId, stripeInvoiceId: invoiceId, amountMinor, currency, reason: 'Unused time, kept as credit', at }))) continue;
    for (const news of await giveBack(tx, { order, at, publicUrl }, { refund: { id, amountMinor }, asCredit: true })) await tellBuyer(tx, order, news);
  }
  return undefined;
}
