import type { CustomerStatus, TierSource } from '@/shared/contracts/platforms';

/** A tier somebody asks for on a customer's behalf. */
export interface AskedTier {
  tierId: string;
  source: 'set' | 'claim';
  /** When it was set, or when the claim was issued. */
  at: Date;
}

interface Held {
  tierId: string;
  tierSource: TierSource;
  claimedAt: Date | null;
}

/**
 * The tier a customer has after somebody asked for one. A subscription is not overruled; of a set and a claimed tier the newer wins, so that an
 * old token does not undo what the developer set since. Pure.
 */
export function toHeldTier(held: Held, asked: AskedTier | null): Held {
  if (!asked || held.tierSource === 'subscription') return held;
  if (asked.source === 'claim' && held.claimedAt && asked.at <= held.claimedAt) return held;
  return { tierId: asked.tierId, tierSource: asked.source, claimedAt: asked.at };
}

/** Whether a subscription in this state gives its tier. One whose payment failed still does: the grace decides whether calls go on. Pure. */
export function givesTier(status: CustomerStatus): boolean {
  return status === 'trialing' || status === 'active' || status === 'past_due' || status === 'unpaid';
}
