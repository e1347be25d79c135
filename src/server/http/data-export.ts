import { Readable } from 'node:stream';
import { assertRecentProof } from '@/server/modules/identity/assert-recent-proof';
import { getViewer } from '@/server/modules/identity/get-viewer';
import { EXPORTS_PREFIX } from '@/server/modules/privacy/get-export';
import { openExport } from '@/server/modules/privacy/open-export';
import { AppError } from '@/shared/errors';
import { isId } from '@/shared/ids';
import type { Handler } from './call';

/** GET /api/account/exports/<id>.zip: a person's own copy of what is held about them, with a fresh proof that it is them, as when it was asked for; to others there is none. */
export const answerDataExport: Handler = async (request, call) => {
  const viewer = await getViewer(call.platform, request.header('cookie'));
  if (viewer === null) throw new AppError('UNAUTHENTICATED', 'Please sign in first.');
  call.userId = viewer.userId;
  const id = request.path.slice(EXPORTS_PREFIX.length).replace(/\.zip$/, '');
  if (!isId('dataExport', id)) throw new AppError('NOT_FOUND', 'There is no such file.');
  const { bytes, read } = await openExport(call.platform, viewer, id);
  await assertRecentProof(call.platform, viewer, { cookieHeader: request.header('cookie'), by: 'any' });
  const headers = { 'content-type': 'application/zip', 'content-length': String(bytes), 'content-disposition': 'attachment; filename="latchkey-copy.zip"', 'cache-control': 'private, no-store' };
  // Node's and the DOM's streams are one class with two type declarations.
  return { status: 200, headers, body: request.method === 'HEAD' ? null : (Readable.toWeb(await read()) as ReadableStream<Uint8Array>) };
};
