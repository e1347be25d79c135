import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { AdminHome } from '@/shared/contracts/admin-home';
import { AppError } from '@/shared/errors';
import { DAY_MS, MINUTE_MS } from '@/shared/time';
import { findToday, findVerdicts, findWaiting, listPaidDays } from './home.queries';

const PATIENCE_MS = 10 * MINUTE_MS;

/** Today's sales, what waits for a person, and the last word of the books, for admins. One statement per panel. */
export async function getHome(db: Database, { viewer }: { viewer: Viewer }): Promise<AdminHome> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const reader = db.readAsService('admins see how the shop stands');
  const now = clock.now();
  const midnight = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
  const [today, days, waiting, verdicts] = await Promise.all([findToday(reader, midnight), listPaidDays(reader, now), findWaiting(reader, new Date(now.getTime() - PATIENCE_MS)), findVerdicts(reader)]);
  return { today, days, waiting: { ...waiting, disputeDueAt: waiting.disputeDueAt?.toISOString() ?? null }, ...verdicts };
}
