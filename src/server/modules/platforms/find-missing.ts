import type { LiveNeed } from '@/shared/contracts/platform-views';

export interface LiveState {
  seller: string;
  platformId: string;
  isPlanPaid: boolean;
  planProductSlug: string | null;
  chargesEnabled: boolean;
  tiers: readonly { name: string; isDefault: boolean; amountMinor: number; isPriced: boolean }[];
}

/**
 * What a platform still needs before it goes live, in the order to do it, each with the page where it is done. `isPriced`: the developer's Stripe
 * knows the tier's price. Pure.
 */
export function findMissing({ seller, platformId, isPlanPaid, planProductSlug, chargesEnabled, tiers }: LiveState): LiveNeed[] {
  const home = `/seller/${seller}/platforms/${platformId}`;
  const missing: LiveNeed[] = [];
  if (!isPlanPaid) missing.push({ need: 'plan', text: 'Choose a paid plan: the free one meters a trial.', href: planProductSlug === null ? home : `/marketplace/${planProductSlug}` });
  if (!chargesEnabled) missing.push({ need: 'charges', text: 'Set up charges at Stripe: your customers pay into your own account.', href: `${home}/go-live` });
  if (!tiers.some(({ isDefault }) => isDefault)) missing.push({ need: 'default_tier', text: 'Say which tier new customers start on.', href: `${home}/tiers` });
  const unpriced = tiers.filter(({ amountMinor, isPriced }) => amountMinor > 0 && !isPriced);
  if (chargesEnabled && unpriced.length > 0) missing.push({ need: 'prices', text: `Your Stripe account does not know the price of ${unpriced.map(({ name }) => name).join(', ')} yet.`, href: `${home}/tiers` });
  return missing;
}
