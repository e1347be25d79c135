import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { PlatformPage } from '@/shared/contracts/platform-views';
import type { ListPlatformsInput } from '@/shared/contracts/platforms';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { findPlatforms } from './platforms.queries';
import { toPlatformSummary } from './to-platform-summary';

/** Members of a seller see its platforms, newest first, without those that are archived. One statement. Throws NOT_FOUND for strangers. */
export async function listPlatforms({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input }: { viewer: Viewer; input: ListPlatformsInput }): Promise<PlatformPage> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const rows = await findPlatforms(db.readAs(viewer), { sellerId, after: fromCursor(input.cursor), limit: input.limit + 1 });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(({ customerCount, ...row }) => ({ ...toPlatformSummary(row), customerCount })),
    apiUrl: `${env.PUBLIC_URL}/api/v1`,
    nextCursor: rows.length > input.limit && last ? toCursor({ at: last.createdAt, id: last.id }) : null,
  };
}
