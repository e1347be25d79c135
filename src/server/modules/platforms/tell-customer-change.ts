import { publishEvent } from '@/server/modules/outgoing-webhooks/publish-event';
import type { ServiceTx } from '@/server/platform/db';
import type { TierSource } from '@/shared/contracts/platforms';
import type { CustomerRow } from './customers.queries';
import { findTierSlugs } from './tiers.queries';

export interface CustomerChanged {
  before: CustomerRow;
  tierId: string;
  tierSource: TierSource;
  graceEndsAt: Date | null;
  /** The subscription that ended with this change. */
  endedSubscriptionId: string | null;
  at: Date;
}

/** Publishes to the developer what became of a customer, in the transaction of the change: another tier, a payment that failed, a subscription that ended. Nothing of these: nothing. */
export async function tellCustomerChange(tx: ServiceTx, { before, tierId, tierSource, graceEndsAt, endedSubscriptionId, at }: CustomerChanged): Promise<void> {
  const isOther = tierId !== before.tierId;
  const hasFailed = graceEndsAt !== null && before.graceEndsAt === null;
  if (!isOther && !hasFailed && endedSubscriptionId === null) return;
  const { id, platformId, mode, externalId: customer } = before;
  const slugs = await findTierSlugs(tx, [tierId, before.tierId]);
  const [tier = '', previousTier = ''] = [slugs.get(tierId), slugs.get(before.tierId)];
  const event = { platformId, mode, at };
  if (isOther) await publishEvent(tx, { ...event, type: 'customer.tier_changed', data: { customer, tier, previousTier, source: tierSource }, dedupeKey: `tier:${id}:${tierId}:${at.toISOString()}` });
  if (hasFailed) await publishEvent(tx, { ...event, type: 'customer.payment_failed', data: { customer, tier, graceEndsAt: graceEndsAt.toISOString() }, dedupeKey: `grace:${id}:${graceEndsAt.toISOString()}` });
  if (endedSubscriptionId !== null) await publishEvent(tx, { ...event, type: 'customer.subscription_ended', data: { customer, tier, previousTier }, dedupeKey: `ended:${endedSubscriptionId}` });
}
