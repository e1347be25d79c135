import type { TierView } from '@/shared/contracts/platform-views';
import type { TierTerms } from '@/shared/contracts/platforms';
import { exponentOf } from '@/shared/money';

/** A tier as it is typed. */
export interface TierDraft {
  name: string;
  slug: string;
  unitLimit: string;
  period: string;
  ratePerMinute: string;
  onLimit: string;
  amountMinor: string;
  currency: string;
  interval: string;
  isDefault: boolean;
}

export const TIER_FIELDS = ['name', 'slug', 'unitLimit', 'period', 'ratePerMinute', 'onLimit', 'amountMinor', 'currency', 'interval', 'isDefault'] as const;

export const EMPTY_TIER: TierDraft = { name: '', slug: '', unitLimit: '10000', period: 'month', ratePerMinute: '60', onLimit: 'block', amountMinor: '', currency: 'usd', interval: 'month', isDefault: false };

export function toTierDraft(tier: TierView): TierDraft {
  const { name, slug, unitLimit, period, ratePerMinute, onLimit, amountMinor, currency, interval, isDefault } = tier;
  const decimals = exponentOf(currency);
  const price = amountMinor === 0 ? '' : (amountMinor / 10 ** decimals).toFixed(decimals);
  return { name, slug, unitLimit: unitLimit?.toString() ?? '', period, ratePerMinute: ratePerMinute?.toString() ?? '', onLimit, amountMinor: price, currency, interval, isDefault };
}

/** An empty field is no number, which the contract says more kindly than zero would. */
const toNumber = (text: string) => Number(text.trim().replace(',', '.') || 'NaN');
const toCount = (text: string) => (text.trim() === '' ? null : toNumber(text));
const oneOf = <Value extends string>(text: string, values: readonly [Value, ...Value[]]): Value => values.find((value) => value === text) ?? values[0];

/** What the editor sends; the server says what is wrong with it. Pure. */
export function toTierTerms(draft: TierDraft): TierTerms {
  const { name, slug, currency, isDefault } = draft;
  return {
    name, slug, currency, isDefault,
    unitLimit: toCount(draft.unitLimit),
    ratePerMinute: toCount(draft.ratePerMinute),
    period: oneOf(draft.period, ['month', 'day', 'hour']),
    onLimit: oneOf(draft.onLimit, ['block', 'alert']),
    interval: oneOf(draft.interval, ['month', 'year']),
    amountMinor: draft.amountMinor.trim() === '' ? 0 : Math.round(toNumber(draft.amountMinor) * 10 ** exponentOf(currency)),
  };
}
