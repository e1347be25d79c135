import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import type { PaymentToRecord } from './record-payment';

/** The order's payment row: the one written now or, when it is there already, none. */
export async function insertPayment(tx: ServiceTx, payment: PaymentToRecord): Promise<string | undefined> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    insert into payments (id, order_id, stripe_payment_intent_id, stripe_charge_id, amount_minor, currency, method, paid_at)
    values (${newId('payment')}, ${payment.orderId}, ${payment.paymentIntentId}, ${payment.chargeId}, ${payment.amountMinor}, ${payment.currency}, ${payment.method}, ${payment.at})
    on conflict (order_id) do nothing returning id`;
  return rows[0]?.id;
}
