import type { Database, Viewer } from '@/server/platform/db';
import type { AuditPage, ListAuditInput } from '@/shared/contracts/admin-audit';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { listAuditLines } from './audit-log.queries';
import { toAuditFilter, toAuditLineView } from './audit.mappers';

/** Who did what to which thing, newest first, for admins. One statement. */
export async function listAudit(db: Database, { viewer, input }: { viewer: Viewer; input: ListAuditInput }): Promise<AuditPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { cursor, limit, ...filter } = input;
  const rows = await listAuditLines(db.readAsService('admins read the audit log'), { ...toAuditFilter(filter), after: fromCursor(cursor), limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(toAuditLineView), nextCursor: rows.length > limit && last ? toCursor(last) : null };
}
