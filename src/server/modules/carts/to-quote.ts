import { feeOf, isCurrency, MINIMUM_CHARGE_MINOR } from '@/shared/money';
import { moneyText } from '@/shared/money-text';
import { chooseItems } from './choose-items';
import { goodsMinorOf, type PricedItem } from './priced-item';
import type { Quote, QuotedItem, QuoteProblem, QuoteRequest } from './quote';
import type { QuoteFacts } from './quote-facts';
import { shipItems } from './ship-items';
import { takeCouponOff } from './take-coupon-off';
import { checkBeside } from './check-beside';

/** Lines a cart, and so an order, may have. */
export const MAX_LINES = 50;
/** Stripe takes amounts of at most eight digits. */
const MAX_TOTAL_MINOR = 99_999_999;

function toItem(item: PricedItem): QuotedItem {
  const { offer, quantity, unitPriceMinor, discountMinor, subsidyMinor, shippingMinor, bundle } = item;
  const { productId, variantId, priceId, sellerId, sellerName, kind, productSlug, productType, title, variantTitle, options, sku, condition, license, version, downloadLimit, stockLevelId, feeBps, interval, trialDays } = offer;
  const goodsMinor = goodsMinorOf(item);
  return {
    productId, variantId, priceId, sellerId, sellerName, kind, productSlug, productType, title, variantTitle, options, sku, condition, license, version, downloadLimit, stockLevelId,
    interval, trialDays: interval === null ? 0 : trialDays, recurringMinor: interval === null ? null : offer.amountMinor,
    quantity, unitPriceMinor, discountMinor, subsidyMinor, shippingMinor, bundle, totalMinor: goodsMinor + shippingMinor, feeBps, feeMinor: feeOf(goodsMinor + subsidyMinor, feeBps),
  };
}

const sumOf = (items: readonly QuotedItem[], amount: (item: QuotedItem) => number) => items.reduce((sum, item) => sum + amount(item), 0);

/** Problems of nobody's line: who buys, how much at once, and sums Stripe does not take. */
function checkWhole(facts: QuoteFacts, request: QuoteRequest, { totalMinor, isShipped }: { totalMinor: number; isShipped: boolean }): QuoteProblem[] {
  const { organizationId, currency, selections } = request;
  const problems: QuoteProblem[] = [];
  const add = (reason: QuoteProblem['reason'], message: string) => problems.push({ reason, variantId: null, message });
  if (organizationId !== null && !facts.isBuyer) add('not_a_buyer', 'Only owners and admins of an organization buy for it.');
  if (new Set(selections.map(({ variantId }) => variantId)).size > MAX_LINES) add('too_many_lines', `A cart holds at most ${MAX_LINES} different things.`);
  if (!isCurrency(currency)) add('other_currency', `Nothing can be paid in ${currency.toUpperCase()} here.`);
  const least = MINIMUM_CHARGE_MINOR[currency] ?? 0;
  if (totalMinor > 0 && totalMinor < least) add('below_minimum', `The least that can be paid is ${moneyText(least, currency)}.`);
  if (totalMinor === 0 && isShipped) add('below_minimum', 'An order with parcels needs something to pay, because the address is taken with the payment.');
  if (totalMinor > MAX_TOTAL_MINOR) add('too_many', `An order may cost ${moneyText(MAX_TOTAL_MINOR, currency)} at most.`);
  return problems;
}

/**
 * What the chosen things cost by these facts: bundles first, then the coupon, then shipping, then the platform's fee. Every sum is the sum
 * of its items to the minor unit, discounts never exceed what they are taken off, and the total is never negative. Pure.
 */
export function toQuote(facts: QuoteFacts, request: QuoteRequest): Quote {
  const choice = chooseItems(facts, request);
  const cut = takeCouponOff(facts.coupon, choice.items, request);
  const shipped = shipItems(facts.rates, cut.items, request);
  const items = shipped.items.map(toItem);
  const totalMinor = sumOf(items, (item) => item.totalMinor);
  return {
    currency: request.currency,
    lines: choice.lines,
    items,
    sellers: shipped.sellers,
    coupon: cut.coupon,
    subtotalMinor: sumOf(items, (item) => item.unitPriceMinor * item.quantity),
    discountMinor: sumOf(items, (item) => item.discountMinor),
    shippingMinor: sumOf(items, (item) => item.shippingMinor),
    totalMinor,
    problems: [...choice.problems, ...checkBeside(items), ...(cut.problem ? [cut.problem] : []), ...shipped.problems, ...checkWhole(facts, request, { totalMinor, isShipped: shipped.sellers.some(({ shipping }) => shipping !== null) })],
  };
}
