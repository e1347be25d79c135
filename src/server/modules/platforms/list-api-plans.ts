import { listKeysOfCustomers } from '@/server/modules/api-keys/list-api-keys';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { ApiPlanView } from '@/shared/contracts/platform-views';
import { findApiPlans } from './api-plans.queries';

/**
 * The plans of APIs that the viewer bought here, or an organization of the viewer's, with what is used in the period that runs and their newest keys, never a
 * secret; keys are not shown to an admin who looks as somebody else. Two statements.
 */
export async function listApiPlans(db: Database, { viewer }: { viewer: Viewer }): Promise<ApiPlanView[]> {
  const reader = db.readAsService('a platform’s customers are its developer’s; a buyer sees its own, with their keys');
  const plans = await findApiPlans(reader, { userId: viewer.userId, customerId: null, now: clock.now() });
  const keys = plans.length === 0 || viewer.seenBy !== undefined ? null : await listKeysOfCustomers(reader, plans.map(({ customerId }) => customerId));
  return plans.map((row) => ({
    customerId: row.customerId, productSlug: row.productSlug, productTitle: row.productTitle, platformName: row.platformName, organizationName: row.organizationName, externalId: row.externalId,
    tierName: row.tierName, unitLimit: row.unitLimit, used: row.used, windowEnd: row.windowEnd.toISOString(), mayMakeKeys: row.mayMakeKeys, keys: keys?.get(row.customerId) ?? [],
  }));
}
