import type { CouponState, CouponView } from '@/shared/contracts/coupons';
import { formatDate, formatMoney, formatPlural } from '@/ui/format';

export const COUPON_STATE_WORDS: Record<CouponState, { tone: 'ok' | 'warn' | 'mute'; word: string }> = {
  active: { tone: 'ok', word: 'Active' },
  scheduled: { tone: 'warn', word: 'Not begun' },
  ended: { tone: 'mute', word: 'Ended' },
  used_up: { tone: 'mute', word: 'Used up' },
  archived: { tone: 'mute', word: 'Withdrawn' },
};

/** "10%", "$5.00" */
export function cutInWords({ percentBps, amountMinor, currency }: CouponView): string {
  return percentBps === null ? formatMoney(amountMinor ?? 0, currency ?? 'usd') : `${percentBps / 100}%`;
}

/** Everything that narrows a coupon, in a line. */
export function termsInWords({ productTitle, leastMinor, currency, isFirstPurchase, startsAt, endsAt, state, maxPerBuyer }: CouponView): string {
  return [
    productTitle ?? 'Everything outside bundles',
    leastMinor > 0 && currency && `from ${formatMoney(leastMinor, currency)}`,
    isFirstPurchase && 'first purchase',
    maxPerBuyer > 1 && `${maxPerBuyer} times each`,
    state === 'scheduled' && `from ${formatDate(startsAt)}`,
    endsAt && `until ${formatDate(endsAt)}`,
  ].filter(Boolean).join(', ');
}

/** "3 of 10 used, one held" */
export function usesInWords({ redeemed, held, maxRedemptions }: CouponView): string {
  const used = maxRedemptions === null ? formatPlural(redeemed, 'time', 'times') : `${redeemed} of ${maxRedemptions}`;
  return held > 0 ? `${used}, ${held} held by open orders` : used;
}
