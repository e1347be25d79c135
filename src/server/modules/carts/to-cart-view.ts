import type { CartLine, CartProblem, CartView } from '@/shared/contracts/cart';
import type { CartRow } from './carts.queries';
import { USUAL_CURRENCY } from './merge-carts';
import type { Quote, QuotedLine, QuoteProblem } from './quote';

/** What one of a line costs this buyer now; undefined while it cannot be bought. A bundle costs what is left of it. */
export function priceOf(line: QuotedLine, problems: readonly QuoteProblem[]): number | undefined {
  const isRefused = line.lineMinor === 0 && problems.some(({ variantId }) => variantId === line.variantId);
  return isRefused ? undefined : line.lineMinor / line.quantity;
}

/** What the buyer is shown of each line, to be noted as seen. */
export function seenOf({ lines, problems }: Quote): { variantId: string; priceMinor: number }[] {
  return lines.flatMap((line) => {
    const priceMinor = priceOf(line, problems);
    return priceMinor === undefined ? [] : [{ variantId: line.variantId, priceMinor }];
  });
}

const toProblem = ({ reason, message }: QuoteProblem): CartProblem => ({ reason, message });

function toCartLine(line: QuotedLine, { items }: CartRow, quote: Quote): CartLine {
  const item = items.find(({ variantId }) => variantId === line.variantId);
  const price = priceOf(line, quote.problems);
  const isChanged = item !== undefined && price !== undefined && item.seenCurrency === quote.currency && item.seenMinor !== price;
  const problems = quote.problems.filter(({ variantId }) => variantId === line.variantId).map(toProblem);
  return { ...line, parts: [...line.parts], seenMinor: isChanged ? item.seenMinor : null, problems };
}

/** The cart as its buyer sees it: its quote, each line with its own problems and with the price last seen where that has changed. Pure. */
export function toCartView(cart: CartRow, quote: Quote): CartView {
  const { currency, coupon, subtotalMinor, discountMinor, shippingMinor, totalMinor } = quote;
  const lines = quote.lines.map((line) => toCartLine(line, cart, quote));
  const shown = new Set(lines.map(({ variantId }) => variantId));
  return {
    currency,
    currencies: cart.currencies,
    country: cart.country,
    organizationId: cart.organizationId,
    couponCode: cart.couponCode,
    lines,
    sellers: quote.sellers.map(({ sellerSlug, sellerName, handlingDays, shipping }) => ({ sellerSlug, sellerName, handlingDays, shipping })),
    coupon: coupon && { code: coupon.code, discountMinor: coupon.discountMinor },
    subtotalMinor,
    discountMinor,
    shippingMinor,
    totalMinor,
    problems: quote.problems.filter(({ variantId }) => variantId === null || !shown.has(variantId)).map(toProblem),
    needsShipping: quote.items.some(({ kind }) => kind === 'physical'),
    count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  };
}

/** A cart with nothing in it. */
export const EMPTY_CART: CartView = {
  currency: USUAL_CURRENCY, currencies: [], country: null, organizationId: null, couponCode: null, lines: [], sellers: [], coupon: null,
  subtotalMinor: 0, discountMinor: 0, shippingMinor: 0, totalMinor: 0, problems: [], needsShipping: false, count: 0,
};
