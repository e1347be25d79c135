import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { SellerDues } from '@/shared/contracts/payouts';
import { listDueRows } from './dues.queries';
import { toPolicy } from './to-policy';
import { toSellerDues } from './to-seller-dues';

/**
 * For owners and admins of the seller: every amount that is open, when it will be paid and, if it is held, why; and what all of them come to.
 * One statement for the money.
 */
export async function listDues({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, sellerSlug }: { viewer: Viewer; sellerSlug: string }): Promise<SellerDues> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug, atLeast: 'admin' });
  const rows = await listDueRows(db.readAsService('disputes hold money and are not the sellers to read'), sellerId);
  return toSellerDues(rows, toPolicy(env, clock.now()));
}
