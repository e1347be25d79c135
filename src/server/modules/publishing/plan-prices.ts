import type { PriceAmount } from '@/shared/contracts/publishing';
import type { LivePrice } from './prices.queries';

/** Which prices of one variant end, and which begin. */
export interface PricePlan {
  ended: string[];
  begun: PriceAmount[];
}

/**
 * A changed price is a new one. Those behind it begin anew as well, because their age is their order, and the first leads: without it, raising one price would make another
 * currency the leading one.
 */
export function planPrices(live: readonly Pick<LivePrice, 'id' | 'currency' | 'amountMinor'>[], wanted: readonly PriceAmount[]): PricePlan {
  const differs = wanted.findIndex(({ currency, amountMinor }, index) => live[index]?.currency !== currency || live[index].amountMinor !== amountMinor);
  const kept = differs < 0 ? wanted.length : differs;
  return { ended: live.slice(kept).map(({ id }) => id), begun: wanted.slice(kept) };
}
