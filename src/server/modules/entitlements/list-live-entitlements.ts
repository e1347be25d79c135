import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import { findLiveEntitlements } from './entitlements.queries';

/** The viewer's live keys to a product, the least limited first; empty when there is none. Membership counts as of now. */
export async function listLiveEntitlements(db: Database, viewer: Viewer, productId: string): Promise<string[]> {
  const keys = await findLiveEntitlements(db.readAsService('the one entitlement check'), { userId: viewer.userId, productId, now: clock.now() });
  return keys.map(({ id }) => id);
}
