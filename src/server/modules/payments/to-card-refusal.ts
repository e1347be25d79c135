import { AppError } from '@/shared/errors';
import { stripeCode } from './call-stripe';

const CONFIRM = ['authentication_required', 'subscription_payment_intent_requires_action', 'invoice_payment_intent_requires_action'];
const WORDS: Record<string, string> = {
  insufficient_funds: 'The card was declined: there is not enough money on it.',
  expired_card: 'The card has expired.',
};

function field(error: unknown, name: string): unknown {
  return error instanceof Error ? Reflect.get(error, name) : undefined;
}

/** Whether the bank wants the person to confirm the payment. Pure. */
export function needsConfirmation(error: unknown): boolean {
  return [stripeCode(error), field(error, 'decline_code')].some((code) => typeof code === 'string' && CONFIRM.includes(code));
}

/** What to say when a card was not charged; undefined for every other failure. Nothing was changed or taken. Pure. */
export function toCardRefusal(error: unknown): AppError | undefined {
  if (needsConfirmation(error)) return new AppError('CONFLICT', 'Your bank wants to confirm this payment with you, and nothing was changed. Use another card, or pay on Stripe’s page.', { reason: 'needs_confirmation', cause: error });
  if (field(error, 'statusCode') !== 402) return undefined;
  const declined = field(error, 'decline_code');
  const words = WORDS[typeof declined === 'string' ? declined : ''] ?? WORDS[stripeCode(error) ?? ''] ?? 'The bank declined the card.';
  return new AppError('CONFLICT', `${words} Nothing was changed; use another card and try again.`, { reason: 'declined', cause: error });
}
