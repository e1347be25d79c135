import type { Database, Viewer } from '@/server/platform/db';
import type { OwnSellerView } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { findOwnSeller } from './sellers-own.queries';

/** A seller as its own members see it; row security decides who they are. Throws NOT_FOUND for everyone else. */
export async function getOwnSeller(db: Database, { viewer, sellerSlug }: { viewer: Viewer; sellerSlug: string }): Promise<OwnSellerView> {
  const row = await findOwnSeller(db.readAs(viewer), sellerSlug);
  if (!row) throw new AppError('NOT_FOUND', 'You have no such seller.');
  const { appliedAt, approvedAt, closedAt, ...seller } = row;
  return { ...seller, appliedAt: appliedAt?.toISOString() ?? null, approvedAt: approvedAt?.toISOString() ?? null, closedAt: closedAt?.toISOString() ?? null };
}
