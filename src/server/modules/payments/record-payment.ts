import type { ServiceTx } from '@/server/platform/db';
import { insertPayment } from './payments.queries';

export interface PaymentToRecord {
  orderId: string;
  paymentIntentId: string | null;
  chargeId: string | null;
  amountMinor: number;
  currency: string;
  method: string;
  at: Date;
}

/** Writes the payment of an order, in the caller's transaction. An order is paid once: undefined when it has a payment already. */
export async function recordPayment(tx: ServiceTx, payment: PaymentToRecord): Promise<string | undefined> {
  return insertPayment(tx, payment);
}
