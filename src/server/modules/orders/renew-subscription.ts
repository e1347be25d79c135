import type { InvoiceFact } from '@/server/modules/payments/to-invoice-fact';
import type { SubscriptionRecord } from '@/server/modules/subscriptions/sync-subscription';
import type { ServiceTx } from '@/server/platform/db';
import { lockOpeningOrder } from './credits.queries';
import { followSubscription } from './follow-subscription';
import { giveCredit, type CreditToGive } from './give-credit';
import { insertOrder } from './place-order.queries';
import { findOrderIdOfInvoice, findRenewed } from './renewals.queries';
import { settleOrder, type Settled, type Settlement } from './settle-order';
import { toRenewalOrder, toRenewalPart } from './to-renewal-order';

export type Renewal = Omit<Settlement, 'fact'> & { fact: InvoiceFact };

/** Why what was paid cannot be written as an order of ours, or undefined. */
function findRenewalMismatch({ amountMinor, paymentIntentId, currency, invoiceId }: InvoiceFact, priceCurrency: string): string | undefined {
  if (amountMinor > 0 && paymentIntentId === null) return `invoice ${invoiceId} of ${amountMinor} was not paid through Stripe`;
  if (currency !== priceCurrency) return `Stripe says ${currency}, the subscription ${priceCurrency}`;
  return undefined;
}

/** The order of a paid invoice: the one that is there, or one written now. The subscription's lock lets one come after the other; the unique invoice holds where it does not. */
async function ensureOrder(tx: ServiceTx, { fact, now }: Renewal, subscription: SubscriptionRecord): Promise<{ orderId: string } | { reason: string }> {
  const known = await findOrderIdOfInvoice(tx, fact.invoiceId);
  if (known) return { orderId: known };
  const renewed = await findRenewed(tx, subscription.id);
  const reason = findRenewalMismatch(fact, renewed.currency);
  if (reason !== undefined) return { reason };
  const order = toRenewalOrder(renewed, { subscription, fact, now });
  await insertOrder(tx, { order, parts: [toRenewalPart(order)], openKey: `invoice:${fact.invoiceId}` });
  return { orderId: order.id };
}

async function settleGrant(tx: ServiceTx, grant: CreditToGive): Promise<Settled> {
  const reason = grant.fact.grantedMinor > 0 ? await giveCredit(tx, grant) : undefined;
  return reason === undefined ? { outcome: 'settled', orderId: null } : { outcome: 'mismatch', orderId: null, reason };
}

/**
 * Brings the period of a subscription that an invoice pays for to what Stripe holds true, in the caller's transaction: the subscription follows,
 * and a paid invoice becomes one order, fulfilled, refunded and disputed like any other, whether money or a credit of the customer's paid it. An invoice
 * of nothing makes none, and one of less than nothing gives credit. Repeats, and the same invoice told of by several events at once, leave one order. `unknown_order` for a subscription that is not ours.
 */
export async function renewSubscription(tx: ServiceTx, { fact, now, publicUrl }: Renewal): Promise<Settled> {
  // Locked in this order, as where the first order's own session tells of both: the order that opened it, the subscription, its later orders.
  if (fact.grantedMinor > 0) await lockOpeningOrder(tx, fact.subscription.stripeSubscriptionId);
  const subscription = await followSubscription(tx, { fact: fact.subscription, at: now });
  if (!subscription) return { outcome: 'unknown_order' };
  if (fact.state !== 'paid') return { outcome: 'settled', orderId: null };
  if (fact.amountMinor + fact.creditMinor === 0) return settleGrant(tx, { subscriptionId: subscription.id, fact, at: now, publicUrl });
  const ensured = await ensureOrder(tx, { fact, now, publicUrl }, subscription);
  if ('reason' in ensured) return { outcome: 'mismatch', orderId: null, reason: ensured.reason };
  return settleOrder(tx, { fact: { ...fact, orderId: ensured.orderId }, now, publicUrl });
}
