import { getViewer } from '@/server/modules/identity/get-viewer';
import { getInvoicePdf } from '@/server/modules/invoicing/get-invoice-pdf';
import { getStatement } from '@/server/modules/invoicing/get-statement';
import { STATEMENTS_PREFIX } from '@/server/modules/invoicing/list-statements';
import { renderStatement } from '@/server/modules/invoicing/render-statement';
import { INVOICES_PREFIX } from '@/server/modules/invoicing/to-invoice-summary';
import { toStatementCsv } from '@/server/modules/invoicing/to-statement-csv';
import type { Viewer } from '@/server/platform/db';
import { Month } from '@/shared/contracts/invoices';
import { contentDisposition } from '@/shared/content-disposition';
import { AppError } from '@/shared/errors';
import { isId } from '@/shared/ids';
import { isCurrency } from '@/shared/money';
import type { Call, Handler, HttpRequest, Reply } from './call';

const STATEMENT = /^([a-z0-9-]{1,60})\/(\d{4}-\d{2})-([a-z]{3})\.(csv|pdf)$/;
const TYPES = { pdf: 'application/pdf', csv: 'text/csv; charset=utf-8' } as const;

async function assertViewer(request: HttpRequest, call: Call): Promise<Viewer> {
  const viewer = await getViewer(call.platform, request.header('cookie'));
  if (viewer === null) throw new AppError('UNAUTHENTICATED', 'Please sign in first.');
  call.userId = viewer.userId;
  return viewer;
}

const nothing = () => new AppError('NOT_FOUND', 'There is no such document.');

/** Saved rather than shown: a document of one person's is nothing that a page of ours may be made to frame. */
function file(request: HttpRequest, { type, fileName, body }: { type: keyof typeof TYPES; fileName: string; body: Uint8Array | string }): Reply {
  const headers = { 'content-type': TYPES[type], 'content-disposition': contentDisposition(fileName), 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };
  return { status: 200, headers, body: request.method === 'HEAD' ? null : body };
}

/** GET /api/documents/invoices/<id>.pdf: for the buyer and the seller of what is on it; to others there is none. */
export const answerInvoice: Handler = async (request, call) => {
  const invoiceId = request.path.slice(INVOICES_PREFIX.length).replace(/\.pdf$/, '');
  const viewer = await assertViewer(request, call);
  if (!request.path.endsWith('.pdf') || !isId('invoice', invoiceId)) throw nothing();
  const { fileName, bytes } = await getInvoicePdf(call.platform.db, { viewer, invoiceId });
  return file(request, { type: 'pdf', fileName, body: bytes });
};

/** GET /api/documents/statements/<seller>/<month>-<currency>.csv|pdf: for owners and admins of the seller. */
export const answerStatement: Handler = async (request, call) => {
  const viewer = await assertViewer(request, call);
  const [, sellerSlug = '', month = '', currency = '', type = ''] = STATEMENT.exec(request.path.slice(STATEMENTS_PREFIX.length)) ?? [];
  if (!Month.safeParse(month).success || !isCurrency(currency)) throw nothing();
  const statement = await getStatement(call.platform.db, { viewer, sellerSlug, month, currency });
  const fileName = `${sellerSlug} ${month} ${currency.toUpperCase()}.${type}`;
  if (type === 'csv') return file(request, { type, fileName, body: toStatementCsv(statement) });
  return file(request, { type: 'pdf', fileName, body: await renderStatement(statement) });
};
