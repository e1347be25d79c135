import type { Database, Viewer } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { findHeld, type SubscriptionRow } from './subscription-views.queries';

/**
 * The first line of every verb that changes a subscription: the viewer holds it in person, or is an owner or admin of the organization that does.
 * Throws NOT_FOUND for everyone else, and CONFLICT for one that has ended.
 */
export async function assertOwnSubscription(db: Database, { viewer, subscriptionId }: { viewer: Viewer; subscriptionId: string }): Promise<SubscriptionRow> {
  const held = await findHeld(db.readAsService('what a person subscribes to, by their id'), { userId: viewer.userId, subscriptionId });
  if (!held?.mayChange) throw new AppError('NOT_FOUND', 'There is no such subscription.');
  if (held.endedAt !== null) throw new AppError('CONFLICT', 'This subscription has ended.', { reason: 'ended' });
  return held;
}
