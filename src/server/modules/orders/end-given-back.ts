import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import { endSubscription } from '@/server/modules/subscriptions/end-subscription';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { findGivenBack, type GivenBack } from './renewals.queries';

export interface GivenBackQuestion {
  subscriptionId: string;
  fact: SubscriptionFact;
  /** The invoice whose money this is about; null when all that Stripe took for the subscription is written here. */
  invoiceId: string | null;
}

/** Whether an order that is not here yet may pay for the running period. */
const mayBePaid = ({ fact, invoiceId }: GivenBackQuestion, { isNewestKnown }: GivenBack) => invoiceId !== null && fact.latestInvoiceId !== null && fact.latestInvoiceId !== invoiceId && !isNewestKnown;

/**
 * Ends a subscription of whose running period nothing is left, given back or lost, or of which a bank took any money for good: who disputes it does not want it. Call it
 * after it was brought to what Stripe says, in the same transaction. While Stripe knows of an invoice that is not here nothing is decided: it is
 * asked first. A refund that fails afterwards does not bring it back: at Stripe an end is for good. True when this call ended it.
 */
export async function endGivenBack(tx: ServiceTx, question: GivenBackQuestion): Promise<boolean> {
  const { subscriptionId, fact } = question;
  const given = await findGivenBack(tx, { subscriptionId, invoiceId: fact.latestInvoiceId });
  if (!given.isLost && !given.isPeriodBack) return false;
  if (!given.isLost && mayBePaid(question, given)) {
    await enqueue(tx, { task: 'ask-subscription', payload: { subscriptionId }, key: `given-back:${subscriptionId}` });
    return false;
  }
  // It ends as of Stripe's answer: what was paid after it, and is not here yet, goes back. What is here was paid for while it ran.
  const endedAt = new Date(Math.max(fact.readAt.getTime(), given.lastPaidAt?.getTime() ?? 0));
  return endSubscription(tx, { subscriptionId, reason: 'refunded', at: endedAt });
}
