import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { JointBundlePage, ListConsentsInput } from '@/shared/contracts/joint-bundles';
import { fromCursor } from '@/shared/keyset-cursor';
import { listJointRowsAsking } from './joint-bundles.queries';
import { toJointPage } from './to-joint-page';

const PAGE = 20;

/** Bundles across sellers that hold products of this one, newest first, as its members see them. Drafts are other sellers' rows, hence the service. Throws NOT_FOUND. */
export async function listConsents(db: Database, { viewer, input }: { viewer: Viewer; input: ListConsentsInput }): Promise<JointBundlePage> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const rows = await listJointRowsAsking(db.readAsService('a seller sees the bundles it is asked for'), { sellerId, after: fromCursor(input.cursor), limit: PAGE + 1 });
  return toJointPage(rows, PAGE);
}
