import type { Database, Viewer } from '@/server/platform/db';
import type { AdminBalances } from '@/shared/contracts/payouts';
import { AppError } from '@/shared/errors';
import { listBalances as findBalances } from './payout-views.queries';

const MOST = 200;

/** For admins: every seller's balance that is not zero, what sellers owe first. One statement. */
export async function listBalances(db: Database, viewer: Viewer): Promise<AdminBalances> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const rows = await findBalances(db.readAsService('admins see all balances'), MOST + 1);
  return { items: rows.slice(0, MOST).map(({ lastPaidAt, ...row }) => ({ ...row, lastPaidAt: lastPaidAt?.toISOString() ?? null })), isCapped: rows.length > MOST };
}
