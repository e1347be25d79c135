import { assertRecentProof } from '@/server/modules/identity/assert-recent-proof';
import { isEnrolled } from '@/server/modules/identity/is-enrolled';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { assertSellerMember } from './assert-seller-member';
import { getPayoutStanding } from './standing.queries';

export interface PayoutAct {
  viewer: Viewer;
  seller: string;
  cookieHeader: string | null;
  /** `account`: where money goes can be changed; `form`: Stripe's form, which changes it only once it was filled in. */
  opens: 'account' | 'form';
}

/**
 * Stands before Stripe's pages where a seller says where its money goes. Whoever has an authenticator shows it; to go on with what was begun, one has signed in lately; to change where
 * money goes already, one must have an authenticator: a mailbox read by somebody else must not move a seller's money. Throws NOT_FOUND and FORBIDDEN for those who may not, and what `assertRecentProof` does.
 */
export async function assertPayoutProof(parts: Pick<Platform, 'db' | 'env'>, { viewer, seller, cookieHeader, opens }: PayoutAct): Promise<void> {
  const { sellerId } = await assertSellerMember(parts.db, { viewer, sellerSlug: seller, atLeast: 'admin' });
  const reader = parts.db.readAsService('whether a seller has told Stripe where its money goes');
  const standing = await getPayoutStanding(reader, sellerId);
  if (standing === 'none' && !(await isEnrolled(parts.db, viewer))) return;
  await assertRecentProof(parts, viewer, { cookieHeader, by: standing === 'open' || opens === 'account' ? 'authenticator' : 'any' });
}
