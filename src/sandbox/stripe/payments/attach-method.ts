import type Stripe from 'stripe';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { updateDocument } from '../store/objects';

/** Keeps a payment method for a customer, to be charged again without them. */
export async function attachMethod(work: Work, method: Stripe.PaymentMethod, customer: string): Promise<Stripe.PaymentMethod> {
  const attached: Stripe.PaymentMethod = { ...method, customer };
  await updateDocument(work.sql, 'payment_method', attached);
  emit(work, 'payment_method.attached', attached);
  return attached;
}
