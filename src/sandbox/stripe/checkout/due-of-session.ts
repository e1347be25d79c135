import type { Work } from '../core/work';
import { dueOf } from '../invoices/new-invoice';
import { lockObject } from '../store/objects';
import type { StoredSession } from './expire-session';

/**
 * What a locked session takes of a card: its total, and in subscription mode what the customer's balance leaves of it, since the balance counts in the
 * first invoice (docs.stripe.com/billing/customer/balance). The customer stays locked, so that the invoice comes to the same sum.
 */
export async function dueOfSession(work: Work, { doc }: StoredSession): Promise<number> {
  const total = doc.amount_total ?? 0;
  if (doc.mode !== 'subscription' || typeof doc.customer !== 'string') return total;
  const customer = await lockObject(work.sql, 'customer', doc.customer);
  return dueOf(total, customer?.doc.balance ?? 0, doc.currency ?? '').due;
}
