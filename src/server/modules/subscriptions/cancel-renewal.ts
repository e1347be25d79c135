import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { assertOwnSubscription } from './assert-own-subscription';
import { endWithPeriod } from './end-with-period';

/**
 * The holder, or whoever runs the organization that holds it. Lets a subscription end with its period, a trial with the trial; a planned change of
 * plan goes with it. Repeating it changes nothing. Throws NOT_FOUND, CONFLICT, UNAVAILABLE.
 */
export async function cancelRenewal(parts: Pick<Platform, 'db' | 'stripe'>, { viewer, subscriptionId }: { viewer: Viewer; subscriptionId: string }): Promise<void> {
  await endWithPeriod(parts, await assertOwnSubscription(parts.db, { viewer, subscriptionId }));
}
