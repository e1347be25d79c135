import type { Database, Viewer } from '@/server/platform/db';
import type { ExportAuditInput } from '@/shared/contracts/admin-audit';
import { AppError } from '@/shared/errors';
import { toCsvLine } from '@/shared/to-csv-line';
import { listAuditLines, type AuditRow } from './audit-log.queries';
import { toAuditFilter } from './audit.mappers';

const PAGE = 500;
const MAX_LINES = 100_000;
const HEAD = ['at', 'actor', 'role', 'action', 'target_type', 'target', 'before', 'after', 'request_id'];

function toCells({ at, actorEmail, actorUserId, actorRole, action, targetType, targetId, before, after, requestId }: AuditRow): string[] {
  const json = (value: object | null) => (value === null ? '' : JSON.stringify(value));
  return [at.toISOString(), actorEmail ?? actorUserId ?? '', actorRole, action, targetType, targetId, json(before), json(after), requestId ?? ''];
}

/**
 * The audit log as CSV, newest first, in pieces of a page each, for admins: it is never held as a whole. No more than a hundred thousand lines.
 * A cell that a spreadsheet would take for a formula is quoted as text.
 */
export async function* exportAudit(db: Database, { viewer, input }: { viewer: Viewer; input: ExportAuditInput }): AsyncGenerator<string> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const reader = db.readInBackground('admins export the audit log');
  yield toCsvLine(HEAD);
  let after: { at: Date; id: string } | null = null;
  for (let lines = 0; lines < MAX_LINES; lines += PAGE) {
    const rows: AuditRow[] = await listAuditLines(reader, { ...toAuditFilter(input), after, limit: PAGE });
    if (rows.length > 0) yield rows.map((row) => toCsvLine(toCells(row))).join('');
    after = rows.at(-1) ?? null;
    if (rows.length < PAGE) return;
  }
}
