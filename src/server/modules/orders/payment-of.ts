import type { PaymentOfEvent } from '@/server/modules/payments/find-payment-of-event';
import type { OrderRecord } from './order-rows.queries';

/** Where Stripe tells of the payment of an order; null while it has none. Pure. */
export function paymentOf({ sessionId, invoiceId }: Pick<OrderRecord, 'sessionId' | 'invoiceId'>): PaymentOfEvent | null {
  if (invoiceId !== null) return { invoiceId };
  return sessionId === null ? null : { sessionId };
}
