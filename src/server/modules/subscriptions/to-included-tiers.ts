import { MEMBERSHIP_TIERS, type MembershipTier } from '@/shared/contracts/subscriptions';

/** The tiers from which a product may be included for a member of this one: its own and the smaller. None for what is no membership. Pure. */
export function toIncludedTiers(tier: string | null): MembershipTier[] {
  return MEMBERSHIP_TIERS.slice(0, MEMBERSHIP_TIERS.findIndex((one) => one === tier) + 1);
}
