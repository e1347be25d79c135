import type { Database, Viewer } from '@/server/platform/db';
import type { AdminSellerView, SellerInput } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { findSellerForAdmins } from './admin.queries';

/** One seller with its people and where it stands at Stripe, for admins. Throws NOT_FOUND. */
export async function getSellerForAdmins(db: Database, { viewer, input }: { viewer: Viewer; input: SellerInput }): Promise<AdminSellerView> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const row = await findSellerForAdmins(db.readAsService('admins see all sellers'), input.seller);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such seller.');
  const { createdAt, appliedAt, approvedAt, closedAt, ...seller } = row;
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return { ...seller, createdAt: createdAt.toISOString(), appliedAt: iso(appliedAt), approvedAt: iso(approvedAt), closedAt: iso(closedAt) };
}
