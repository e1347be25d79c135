import type Stripe from 'stripe';
import { schedule } from '../core/due-tasks';
import { emit, emitChange } from '../events/emit';
import type { Work } from '../core/work';
import { insertObject, updateDocument } from '../store/objects';
import { takeApplicationFee } from './application-fee';
import { feeOf, recordMovement } from './balance';
import { newCharge } from './new-charge';
import { newPaymentMethod } from './payment-method';
import type { Buyer, Means } from './payment-method';
import { bankDebitFailure, testCardOf } from './test-cards';
import type { Decline } from './test-cards';

/** The task that settles a bank debit; its object is the PaymentIntent. */
export const SETTLE_PAYMENT = 'payment_intent.settle';

/** A payment attempt on a PaymentIntent that is locked by the caller. */
export interface Payment {
  intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
}

export type AttemptOutcome = { status: 'succeeded' | 'processing'; payment: Payment } | { status: 'declined'; decline: Decline; payment: Payment };

/** What is paid with, and what its bank says. */
export interface Instrument {
  method: Stripe.PaymentMethod;
  number: string;
  buyer: Buyer;
  decline: Decline | null;
}

/** Tries to pay with what the buyer entered: a card answers at once, a bank debit settles later. Emits what Stripe emits, except about the session. */
export async function attemptPayment(work: Work, intent: Stripe.PaymentIntent, paying: { means: Means; buyer: Buyer }): Promise<AttemptOutcome> {
  const { means, buyer } = paying;
  const customer = typeof intent.customer === 'string' ? intent.customer : null;
  const method = newPaymentMethod(means, { buyer, customer, created: work.now });
  const number = means.kind === 'card' ? means.number : means.account;
  await insertObject(work.sql, 'payment_method', { doc: method, hidden: { number } });
  return attemptWith(work, intent, { method, number, buyer, decline: means.kind === 'card' ? testCardOf(means.number).decline : null });
}

/** Tries to pay with a payment method that is stored. */
export async function attemptWith(work: Work, intent: Stripe.PaymentIntent, { method, number, buyer, decline }: Instrument): Promise<AttemptOutcome> {
  const card = method.type === 'card' ? testCardOf(number) : null;
  const status = card === null ? 'pending' : decline === null ? 'succeeded' : 'failed';
  const charge = newCharge({ intent, method, buyer, created: work.now, status, decline, publicUrl: work.double.settings.publicUrl });
  await insertObject(work.sql, 'charge', { doc: charge, hidden: { refundBehaviour: card?.refund ?? 'succeeds', availableAtOnce: card?.availableAtOnce ?? false } });
  const attempted: Stripe.PaymentIntent = { ...intent, payment_method: method.id, latest_charge: charge.id, last_payment_error: null };

  if (decline !== null) return { status: 'declined', decline, payment: await failPayment(work, { intent: attempted, charge }, { decline, method }) };
  if (card === null) return { status: 'processing', payment: await startDebit(work, { intent: attempted, charge }) };
  return { status: 'succeeded', payment: await succeedPayment(work, { intent: attempted, charge }, { availableAtOnce: card.availableAtOnce }) };
}

async function startDebit(work: Work, { intent, charge }: Payment): Promise<Payment> {
  const processing: Stripe.PaymentIntent = { ...intent, status: 'processing' };
  await updateDocument(work.sql, 'payment_intent', processing);
  await schedule(work, SETTLE_PAYMENT, { objectId: intent.id, dueAt: work.now + work.double.settings.settleAfterSeconds });
  emit(work, 'payment_intent.processing', processing);
  emit(work, 'charge.pending', charge);
  return { intent: processing, charge };
}

/** The money is in: the balance moves, the charge and the intent succeed. `charge.updated` follows through `announceBalance`. */
export async function succeedPayment(work: Work, { intent, charge }: Payment, options: { availableAtOnce: boolean }): Promise<Payment> {
  const fee = await takeApplicationFee(work, { intent, charge, availableAtOnce: options.availableAtOnce });
  const paid: Stripe.Charge = { ...charge, status: 'succeeded', paid: true, captured: true, amount_captured: charge.amount, application_fee: fee?.id ?? null, application_fee_amount: fee?.amount ?? null };
  const movement = await recordMovement(work, {
    amount: charge.amount,
    fee: feeOf(charge.amount),
    applicationFee: fee?.amount,
    currency: charge.currency,
    source: charge.id,
    type: charge.payment_method_details?.type === 'card' ? 'charge' : 'payment',
    description: charge.description,
    availableAtOnce: options.availableAtOnce,
  });
  const succeeded: Stripe.PaymentIntent = { ...intent, status: 'succeeded', amount_received: intent.amount };
  const settled: Stripe.Charge = { ...paid, balance_transaction: movement.id };
  await updateDocument(work.sql, 'charge', settled);
  await updateDocument(work.sql, 'payment_intent', succeeded);
  emit(work, 'charge.succeeded', paid);
  emit(work, 'payment_intent.succeeded', succeeded);
  return { intent: succeeded, charge: settled };
}

/** Stripe attaches the balance transaction a moment after the charge and says so. */
export function announceBalance(work: Work, charge: Stripe.Charge): void {
  emitChange(work, 'charge.updated', { before: { ...charge, balance_transaction: null }, after: charge });
}

/** The attempt failed: the intent waits for another payment method. */
export async function failPayment(work: Work, { intent, charge }: Payment, why: { decline: Decline; method: Stripe.PaymentMethod | null }): Promise<Payment> {
  const { decline } = why;
  const failed: Stripe.Charge = { ...charge, status: 'failed', paid: false, captured: false, amount_captured: 0, failure_code: decline.code, failure_message: decline.message };
  const waiting: Stripe.PaymentIntent = {
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    last_payment_error: {
      type: 'card_error',
      charge: charge.id,
      code: decline.code,
      decline_code: decline.declineCode,
      doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll('_', '-')}`,
      message: decline.message,
      payment_method: why.method ?? undefined,
    },
  };
  await updateDocument(work.sql, 'charge', failed);
  await updateDocument(work.sql, 'payment_intent', waiting);
  emit(work, 'charge.failed', failed);
  emit(work, 'payment_intent.payment_failed', waiting);
  return { intent: waiting, charge: failed };
}

/** What becomes of a debit from this account when it settles by itself. */
export function debitFailureOf(account: string): Decline | null {
  const failure = bankDebitFailure(account);
  return failure === 'unknown' ? null : failure;
}
