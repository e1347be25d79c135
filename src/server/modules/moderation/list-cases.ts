import type { Database } from '@/server/platform/db';
import type { CasePage, ListCasesInput } from '@/shared/contracts/moderation';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import type { CaseStatus } from '@/shared/moderation-words';
import type { Call } from '../organizations/call';
import { listCaseRows } from './cases.queries';

const WAITING: readonly CaseStatus[] = ['open', 'appealed'];

/** What people reported, for admins: what waits, the longest waiting first, or what was decided, the newest first. */
export async function listCases(db: Database, { viewer, input }: Pick<Call<ListCasesInput>, 'viewer' | 'input'>): Promise<CasePage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { types, cursor, limit } = input;
  const statuses = input.statuses.length > 0 ? input.statuses : WAITING;
  const isQueue = statuses.every((status) => WAITING.includes(status));
  const rows = await listCaseRows(db.readAsService('admins read what was reported'), { statuses, types, isQueue, after: fromCursor(cursor), limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ openedAt, ...row }) => ({ ...row, openedAt: openedAt.toISOString() })),
    nextCursor: rows.length > limit && last ? toCursor({ at: last.openedAt, id: last.id }) : null,
  };
}
