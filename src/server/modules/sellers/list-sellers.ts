import type { Database, Viewer } from '@/server/platform/db';
import { cutSorted, fromSortedCursor } from '@/server/platform/sorted-cursor';
import type { AdminSellerPage, ListSellersInput } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { findSellers } from './admin.queries';

/** All sellers, as asked or the latest first, for admins; found by name, slug or account. One statement. */
export async function listSellers(db: Database, { viewer, input }: { viewer: Viewer; input: ListSellersInput }): Promise<AdminSellerPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { q, lifecycles, limit, sort = 'since-down' } = input;
  const rows = await findSellers(db.readAsService('admins see all sellers'), { q, lifecycles, sort, after: fromSortedCursor(sort, input.cursor), limit: limit + 1 });
  const { shown, nextCursor } = cutSorted(sort, rows, limit);
  return {
    items: shown.map(({ id, slug, name, country, lifecycle, payoutsEnabled, hasStripeAccount, publishedCount, createdAt, appliedAt }) => ({
      id, slug, name, country, lifecycle, payoutsEnabled, hasStripeAccount, publishedCount, createdAt: createdAt.toISOString(), appliedAt: appliedAt?.toISOString() ?? null,
    })),
    nextCursor,
  };
}
