import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { PlatformPlan } from '@/shared/contracts/platform-views';
import { CustomerStatus } from '@/shared/contracts/platforms';
import { findPlan, type PlatformRow } from './platforms.queries';

/**
 * The developer's plan with the marketplace: its tier, and what all of its platforms used of it in the period that runs. Null for the house, which
 * has none. A plan is paid when it is not the one everybody starts on and no payment of it is overdue. For verbs that have checked who asks.
 */
export async function getPlan(db: Pick<Database, 'readAsService'>, { accountId }: Pick<PlatformRow, 'accountId'>): Promise<PlatformPlan | null> {
  if (accountId === null) return null;
  const now = clock.now();
  const row = await findPlan(db.readAsService('the house platform’s customers are not the developer’s to read'), { accountId, now });
  if (!row) return null;
  const { tierSlug, tierName, isDefault, unitLimit, used, windowStart, windowEnd, status, cancelAt, graceEndsAt, productSlug } = row;
  return {
    tier: tierSlug, tierName, isPaid: !isDefault && (graceEndsAt === null || graceEndsAt > now), used, limit: unitLimit, windowStart: windowStart.toISOString(), windowEnd: windowEnd.toISOString(),
    status: CustomerStatus.nullable().parse(status), cancelAt: cancelAt?.toISOString() ?? null, graceEndsAt: graceEndsAt?.toISOString() ?? null, productSlug,
  };
}
