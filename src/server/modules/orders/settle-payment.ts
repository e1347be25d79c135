import type { ServiceTx } from '@/server/platform/db';
import { renewSubscription } from './renew-subscription';
import { settleOrder, type Settled, type Settlement } from './settle-order';

/** Brings whatever a payment is for to what Stripe holds true, in the caller's transaction: an order that a session led to, or a period of a subscription. */
export function settlePayment(tx: ServiceTx, { fact, ...rest }: Settlement): Promise<Settled> {
  const { invoiceId, subscription, creditMinor = 0, grantedMinor = 0 } = fact;
  if (fact.sessionId !== null || invoiceId === undefined || subscription === undefined) return settleOrder(tx, { fact, ...rest });
  return renewSubscription(tx, { fact: { ...fact, sessionId: null, invoiceId, subscription, creditMinor, grantedMinor }, ...rest });
}
