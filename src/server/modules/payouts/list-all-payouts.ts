import type { Database, Viewer } from '@/server/platform/db';
import type { AdminPayoutPage, ListAllPayoutsInput } from '@/shared/contracts/payouts';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { listAllPayoutRows } from './payout-views.queries';

/** For admins: all payouts, newest first. One statement. */
export async function listAllPayouts(db: Database, { viewer, input }: { viewer: Viewer; input: ListAllPayoutsInput }): Promise<AdminPayoutPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const rows = await listAllPayoutRows(db.readAsService('admins see all payouts'), { statuses: input.statuses, after: fromCursor(input.cursor), limit: input.limit + 1 });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const items = page.map(({ createdAt, paidAt, ...payout }) => ({ ...payout, createdAt: createdAt.toISOString(), paidAt: paidAt?.toISOString() ?? null }));
  return { items, nextCursor: rows.length > input.limit && last ? toCursor({ at: last.createdAt, id: last.id }) : null };
}
