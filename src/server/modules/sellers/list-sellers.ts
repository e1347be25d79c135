import type { Database, Viewer } from '@/server/platform/db';
import type { AdminSellerPage, ListSellersInput } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { findSellers } from './admin.queries';

/** All sellers, newest first, for admins; found by name, slug or account. One statement. */
export async function listSellers(db: Database, { viewer, input }: { viewer: Viewer; input: ListSellersInput }): Promise<AdminSellerPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { q, lifecycles, limit } = input;
  const rows = await findSellers(db.readAsService('admins see all sellers'), { q, lifecycles, after: fromCursor(input.cursor), limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ createdAt, appliedAt, ...seller }) => ({ ...seller, createdAt: createdAt.toISOString(), appliedAt: appliedAt?.toISOString() ?? null })),
    nextCursor: rows.length > limit && last ? toCursor({ at: last.createdAt, id: last.id }) : null,
  };
}
