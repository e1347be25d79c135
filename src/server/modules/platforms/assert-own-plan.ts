import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { findApiPlans, type ApiPlanRow } from './api-plans.queries';

/** The first line of every verb on a bought plan's keys: the viewer holds it, or runs the organization that does. Throws NOT_FOUND for everyone else's, FORBIDDEN for members who may only look. */
export async function assertOwnPlan(db: Pick<Database, 'readAsService'>, { viewer, customerId, toChange = false }: { viewer: Viewer; customerId: string; toChange?: boolean }): Promise<ApiPlanRow> {
  const [plan] = await findApiPlans(db.readAsService('a platform’s customers are its developer’s; a buyer sees its own'), { userId: viewer.userId, customerId, now: clock.now() });
  if (!plan) throw new AppError('NOT_FOUND', 'You have no such plan.');
  if (toChange && !plan.mayMakeKeys) throw new AppError('FORBIDDEN', 'This is for owners and admins of the organization.', { reason: 'role' });
  return plan;
}
