import type Stripe from 'stripe';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { lockObject, updateObject } from '../store/objects';
import { lockSession } from './expire-session';
import { payOpenSession } from './pay-session';
import type { PayOutcome } from './pay-session';
import { intentIdOf } from './session-intent';

const NOT_AUTHENTICATED = 'We are unable to authenticate your payment method. Please choose a different payment method and try again.';

/** The buyer has answered the bank: pays, or fails the attempt without a charge. `closed` when nothing was asked any more; null for no such session. */
export async function answerChallenge(work: Work, sessionId: string, passed: boolean): Promise<PayOutcome | null> {
  const stored = await lockSession(work, sessionId);
  if (stored === null) return null;
  const intentId = intentIdOf(stored);
  const intent = intentId !== null ? await lockObject(work.sql, 'payment_intent', intentId) : null;
  if (stored.doc.status !== 'open' || intent?.doc.status !== 'requires_action' || intent.hidden.asked === null) return { kind: 'closed', session: stored.doc };
  const answered: Stripe.PaymentIntent = { ...intent.doc, status: 'requires_payment_method', next_action: null };
  if (passed) {
    await updateObject(work.sql, 'payment_intent', { doc: answered, hidden: { asked: null } });
    return payOpenSession(work, stored, intent.hidden.asked);
  }
  const failed: Stripe.PaymentIntent = {
    ...answered,
    last_payment_error: {
      type: 'card_error',
      code: 'payment_intent_authentication_failure',
      doc_url: 'https://stripe.com/docs/error-codes/payment-intent-authentication-failure',
      message: NOT_AUTHENTICATED,
    },
  };
  await updateObject(work.sql, 'payment_intent', { doc: failed, hidden: { asked: null } });
  emit(work, 'payment_intent.payment_failed', failed);
  return { kind: 'declined', session: stored.doc, message: NOT_AUTHENTICATED };
}
