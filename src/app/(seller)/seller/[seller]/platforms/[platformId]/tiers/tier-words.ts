import type { TierView } from '@/shared/contracts/platform-views';
import { formatCount, formatMoney } from '@/ui/format';

/** What a tier costs, in words. */
export function toPriceWords({ amountMinor, currency, interval }: Pick<TierView, 'amountMinor' | 'currency' | 'interval'>): string {
  return amountMinor === 0 ? 'Free' : `${formatMoney(amountMinor, currency, { shelf: true })} a ${interval}`;
}

/** How much a tier gives, in words. */
export function toLimitWords({ unitLimit, period, onLimit }: Pick<TierView, 'unitLimit' | 'period' | 'onLimit'>): string {
  if (unitLimit === null) return 'No limit';
  return `${formatCount(unitLimit)} ${period === 'hour' ? 'an' : 'a'} ${period}${onLimit === 'alert' ? ', without a stop' : ''}`;
}
