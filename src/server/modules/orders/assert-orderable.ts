import type { Quote, QuoteProblem } from '@/server/modules/carts/quote';
import { AppError, type ErrorCode } from '@/shared/errors';
import { moneyText } from '@/shared/money-text';

/** What the page showed; when it has changed meanwhile, the buyer is asked again. */
export interface Expected {
  totalMinor: number;
  currency: string;
}

const CODES: Partial<Record<QuoteProblem['reason'], ErrorCode>> = { not_for_sale: 'NOT_FOUND', not_a_buyer: 'FORBIDDEN', below_minimum: 'UNPROCESSABLE' };
/** Stripe takes so many lines in one session (docs.stripe.com/api/checkout/sessions/create#create_checkout_session-line_items). */
const MAX_LINES = 100;

/** Refuses a quote that has a problem, or that is not what the buyer was shown. Throws the first problem as its own kind of error. Pure. */
export function assertOrderable(quote: Quote, expected: Expected): void {
  const [problem] = quote.problems;
  if (problem) {
    const { reason, message, variantId } = problem;
    throw new AppError(CODES[reason] ?? 'CONFLICT', message, { reason, ...(variantId && { field: variantId }) });
  }
  if (quote.items.length === 0) throw new AppError('CONFLICT', 'There is nothing to order.', { reason: 'empty' });
  if (quote.items.length + quote.sellers.length > MAX_LINES) throw new AppError('CONFLICT', 'This is too much for one order. Please order it in two parts.', { reason: 'too_many_lines' });
  if (quote.totalMinor !== expected.totalMinor || quote.currency !== expected.currency) {
    const price = quote.totalMinor === 0 ? 'It is free now' : `It is ${moneyText(quote.totalMinor, quote.currency)} now`;
    throw new AppError('CONFLICT', `The price has changed. ${price}; please look again before you pay.`, { reason: 'price_changed' });
  }
}
