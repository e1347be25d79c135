import type { ProductStatsSort, SellerOverview, SellerStatsDays } from '@/shared/contracts/seller-stats';

export const RANGES: readonly { days: SellerStatsDays; label: string }[] = [{ days: 7, label: '7 days' }, { days: 30, label: '30 days' }, { days: 90, label: '90 days' }, { days: 365, label: 'A year' }];
export const SORTS: readonly { sort: ProductStatsSort; label: string }[] = [{ sort: 'revenue', label: 'Earned' }, { sort: 'views', label: 'Views' }, { sort: 'orders', label: 'Orders' }, { sort: 'conversion', label: 'Conversion' }, { sort: 'refunds', label: 'Refunds' }];

export type Asked = Record<'days' | 'sort' | 'currency', string | string[] | undefined>;
const one = (asked: string | string[] | undefined) => [asked].flat()[0];

/** What the address asks for; what it does not know is as if it were not there. */
export function toDays(asked: Asked): SellerStatsDays {
  return RANGES.find(({ days }) => String(days) === one(asked.days))?.days ?? 30;
}

export function toSort(asked: Asked): ProductStatsSort {
  return SORTS.find(({ sort }) => sort === one(asked.sort))?.sort ?? 'revenue';
}

/** The currencies something was earned in, and the one that is shown: the one asked for, else that with most. */
export function toCurrency(asked: Asked, { now, before }: SellerOverview): { currency: string; currencies: string[] } {
  const currencies = [...new Set([...now.money, ...before.money].map(({ currency }) => currency))];
  return { currency: currencies.find((currency) => currency === one(asked.currency)) ?? currencies[0] ?? 'usd', currencies };
}
