import { AppError, type ErrorCode } from '@/shared/errors';
import type { Quote, QuoteProblem } from './quote';

/** Problems with which something is not put into a cart; others can be settled there. */
const REFUSED: Partial<Record<QuoteProblem['reason'], ErrorCode>> = {
  not_for_sale: 'NOT_FOUND', sold_out: 'CONFLICT', too_many: 'CONFLICT', owned: 'CONFLICT', other_currency: 'CONFLICT', choice_missing: 'CONFLICT', own_product: 'CONFLICT',
  too_many_lines: 'CONFLICT', drop: 'CONFLICT', several_subscriptions: 'CONFLICT',
};

/** Throws when a quote says that this line should not be in the cart as it is wanted: NOT_FOUND or CONFLICT, with the problem's own sentence. */
export function assertWanted(quote: Quote, variantId: string): void {
  const problem = quote.problems.find((one) => REFUSED[one.reason] && (one.variantId === variantId || one.reason === 'too_many_lines'));
  const code = problem && REFUSED[problem.reason];
  if (code) throw new AppError(code, quote.lines.some((line) => line.variantId === variantId) ? problem.message : 'This is not for sale.', { reason: problem.reason });
}
