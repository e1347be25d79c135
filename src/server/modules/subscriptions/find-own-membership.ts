import type { Database, Viewer } from '@/server/platform/db';
import type { MembershipView } from '@/shared/contracts/subscriptions';
import { findMembership } from './memberships.queries';

/** Everyone sees their own: the membership that counts for the viewer, in person or through an organization; null when there is none. */
export async function findOwnMembership(db: Database, viewer: Viewer): Promise<MembershipView | null> {
  const found = await findMembership(db.readAsService('what a person subscribes to, by their id'), { userId: viewer.userId });
  return found ? { ...found, endsAt: found.endsAt?.toISOString() ?? null } : null;
}
