import { splitAmount } from '@/shared/money';
import { moneyText } from '@/shared/money-text';
import { goodsMinorOf, type PricedItem } from './priced-item';
import type { QuoteProblem, QuoteRequest } from './quote';
import type { CouponFacts } from './quote-facts';

type Refusal = Pick<QuoteProblem, 'reason' | 'message'>;

const BPS = 10_000;

/** Items a coupon may take something off: of its seller and product, never within a bundle, which is reduced already. */
function inScope({ sellerId, productId }: CouponFacts, items: readonly PricedItem[]): PricedItem[] {
  return items.filter(({ offer, bundle }) => !bundle && (sellerId ?? offer.sellerId) === offer.sellerId && (productId ?? offer.productId) === offer.productId);
}

function refusalByTime({ code, startsAt, endsAt }: CouponFacts, now: Date): Refusal | undefined {
  if (new Date(startsAt) > now) return { reason: 'coupon_not_applicable', message: `The coupon ${code} is not valid yet.` };
  if (endsAt !== null && new Date(endsAt) <= now) return { reason: 'coupon_ended', message: `The coupon ${code} has ended.` };
  return undefined;
}

function refusalByLimit(coupon: CouponFacts): Refusal | undefined {
  const { code, maxRedemptions, maxPerBuyer, redeemed, redeemedByBuyer } = coupon;
  if (redeemedByBuyer >= maxPerBuyer) return { reason: 'coupon_used', message: `You have used the coupon ${code} already.` };
  if (maxRedemptions !== null && redeemed >= maxRedemptions) return { reason: 'coupon_used', message: `The coupon ${code} has been used up.` };
  if (coupon.isFirstPurchase && coupon.hasBoughtBefore) return { reason: 'coupon_not_applicable', message: `The coupon ${code} is for a first purchase.` };
  return undefined;
}

function refusalByGoods(coupon: CouponFacts, goodsMinor: number, currency: string): Refusal | undefined {
  const { code, productTitle, sellerName, minSubtotalMinor } = coupon;
  const reason = 'coupon_not_applicable';
  if (coupon.currency !== null && coupon.currency !== currency) return { reason, message: `The coupon ${code} is for prices in ${coupon.currency.toUpperCase()}.` };
  if (goodsMinor === 0) {
    const goods = productTitle ? `“${productTitle}”` : sellerName ? `goods of ${sellerName}` : 'goods';
    return { reason, message: `The coupon ${code} takes nothing off here: it is for ${goods} with a price, bought outside a bundle.` };
  }
  if (goodsMinor < minSubtotalMinor) return { reason, message: `The coupon ${code} needs goods for ${moneyText(minSubtotalMinor, currency)} at least.` };
  return undefined;
}

/** What a coupon takes off, and which share each item has in it: `shares` follow the items and sum to the discount. */
export interface CouponCut {
  coupon: { couponId: string; code: string; discountMinor: number } | null;
  problem: QuoteProblem | null;
  items: PricedItem[];
}

/**
 * Judges the coupon named and takes it off its items by largest remainder; never more than they cost. What the platform gives is noted as
 * its subsidy. A coupon that does not hold takes nothing off and is a problem of the whole quote. Pure.
 */
export function takeCouponOff(found: CouponFacts | null, items: readonly PricedItem[], { couponCode, currency, now }: QuoteRequest): CouponCut {
  const untouched = { coupon: null, items: [...items] };
  if (couponCode === null) return { ...untouched, problem: null };
  if (!found) return { ...untouched, problem: { reason: 'coupon_unknown', variantId: null, message: `There is no coupon ${couponCode}.` } };
  const goods = inScope(found, items);
  const goodsMinor = goods.reduce((sum, item) => sum + goodsMinorOf(item), 0);
  const refusal = refusalByTime(found, now) ?? refusalByLimit(found) ?? refusalByGoods(found, goodsMinor, currency);
  if (refusal) return { ...untouched, problem: { ...refusal, variantId: null } };
  const discountMinor = Math.min(goodsMinor, cutOf(found, goodsMinor));
  const shares = splitAmount(discountMinor, goods.map(goodsMinorOf));
  const shareOf = new Map(goods.map((item, index) => [item, shares[index] ?? 0]));
  const reduced = items.map((item) => {
    const share = shareOf.get(item) ?? 0;
    return { ...item, discountMinor: item.discountMinor + share, subsidyMinor: found.sellerId === null ? share : 0 };
  });
  return { coupon: { couponId: found.couponId, code: found.code, discountMinor }, problem: null, items: reduced };
}

function cutOf({ percentBps, amountMinor }: CouponFacts, goodsMinor: number): number {
  if (percentBps === null) return amountMinor ?? 0;
  return splitAmount(goodsMinor, [percentBps, BPS - percentBps])[0] ?? 0;
}
