import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { DisputePage, ListDisputesInput } from '@/shared/contracts/disputes';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { listDisputeRows } from './disputes.queries';
import { toDisputeSummary } from './to-dispute-summary';

/** Disputes for admins: open ones by the day their answer is due, the others newest first. One statement. */
export async function listDisputes(db: Database, { viewer, input }: { viewer: Viewer; input: ListDisputesInput }): Promise<DisputePage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const rows = await listDisputeRows(db.readAsService('admins answer disputes'), { show: input.show, after: fromCursor(input.cursor), limit: input.limit + 1 });
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  const now = clock.now();
  return { items: shown.map((row) => toDisputeSummary(row, now)), nextCursor: last ? toCursor({ at: last.sortAt, id: last.id }) : null };
}
