import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { ApiPlanView } from '@/shared/contracts/platform-views';
import { findApiPlans } from './api-plans.queries';

/** The plans of APIs that the viewer bought here, or an organization of the viewer's, with what is used in the period that runs. One statement. */
export async function listApiPlans(db: Database, { viewer }: { viewer: Viewer }): Promise<ApiPlanView[]> {
  const rows = await findApiPlans(db.readAsService('a platform’s customers are its developer’s; a buyer sees its own'), { userId: viewer.userId, customerId: null, now: clock.now() });
  return rows.map((row) => ({
    customerId: row.customerId, productSlug: row.productSlug, productTitle: row.productTitle, platformName: row.platformName, organizationName: row.organizationName, externalId: row.externalId,
    tierName: row.tierName, unitLimit: row.unitLimit, used: row.used, windowEnd: row.windowEnd.toISOString(), mayMakeKeys: row.mayMakeKeys,
  }));
}
