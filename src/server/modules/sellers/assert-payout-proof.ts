import { assertRecentProof } from '@/server/modules/identity/assert-recent-proof';
import { isEnrolled } from '@/server/modules/identity/is-enrolled';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { assertSellerMember } from './assert-seller-member';
import { hasGivenDetails } from './standing.queries';

export interface PayoutAct {
  viewer: Viewer;
  seller: string;
  cookieHeader: string | null;
  /** `account`: where money goes can be changed; `form`: Stripe's form, which changes it only once it was filled in. */
  opens: 'account' | 'form';
}

/**
 * Stands before Stripe's pages where a seller says where its money goes. Whoever has an authenticator shows it; to change what was said before, one must have one: a mailbox
 * read by somebody else must not move a seller's money. Throws NOT_FOUND and FORBIDDEN for those who may not, and what `assertRecentProof` does.
 */
export async function assertPayoutProof(parts: Pick<Platform, 'db' | 'env'>, { viewer, seller, cookieHeader, opens }: PayoutAct): Promise<void> {
  const { sellerId } = await assertSellerMember(parts.db, { viewer, sellerSlug: seller, atLeast: 'admin' });
  const reader = parts.db.readAsService('whether a seller has told Stripe where its money goes');
  const isChange = await hasGivenDetails(reader, sellerId);
  if (!isChange && !(await isEnrolled(parts.db, viewer))) return;
  await assertRecentProof(parts, viewer, { cookieHeader, by: isChange || opens === 'account' ? 'authenticator' : 'any' });
}
