/** Membership tiers in the words of the shop. */
export const TIER_WORDS: Record<string, string> = { pro: 'Pro', 'pro+': 'Pro+', enterprise: 'Enterprise' };
