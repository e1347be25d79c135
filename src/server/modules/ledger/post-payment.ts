import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { insertEntries, insertTransaction } from './ledger.queries';
import { toPaymentPosting, type PostedItem } from './posting';

/** Posts what came in for a payment, in the caller's transaction. A payment is posted once: a repeat changes nothing. */
export async function postPayment(tx: ServiceTx, payment: { paymentId: string; items: readonly PostedItem[]; currency: string; at: Date }): Promise<void> {
  const { paymentId, items, currency, at } = payment;
  const transactionId = newId('ledgerTransaction');
  if (!(await insertTransaction(tx, { id: transactionId, sourceType: 'payment', sourceId: paymentId, at }))) return;
  await insertEntries(tx, { transactionId, entries: toPaymentPosting(items), currency, at });
}
