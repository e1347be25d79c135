import { Readable } from 'node:stream';
import { exportAudit } from '@/server/modules/audit/export-audit';
import { getViewer } from '@/server/modules/identity/get-viewer';
import { ExportAuditInput } from '@/shared/contracts/admin-audit';
import { AppError } from '@/shared/errors';
import type { Handler } from './call';

export const AUDIT_EXPORT_PATH = '/api/admin/audit.csv';

/** The audit log as a CSV file, for admins; the query is that of the page. */
export const answerAuditExport: Handler = async (request, call) => {
  const viewer = await getViewer(call.platform, request.header('cookie'));
  if (viewer === null) throw new AppError('UNAUTHENTICATED', 'Please sign in first.');
  call.userId = viewer.userId;
  // Asked again by the verb, but only once the first line is on its way.
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const parsed = ExportAuditInput.safeParse(Object.fromEntries(new URLSearchParams(request.search)));
  if (!parsed.success) throw new AppError('INVALID_INPUT', 'This export was asked for with something it does not know.', { field: parsed.error.issues[0]?.path.join('.') ?? 'query' });
  const lines = exportAudit(call.platform.db, { viewer, input: parsed.data });
  return {
    status: 200,
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="audit.csv"', 'cache-control': 'no-store' },
    // Node's web streams are the platform's own; their types are declared twice.
    body: Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream<Uint8Array>,
  };
};
