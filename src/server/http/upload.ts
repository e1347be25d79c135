import { getViewer } from '@/server/modules/identity/get-viewer';
import { receiveUpload } from '@/server/modules/ingest/receive-upload';
import { AppError } from '@/shared/errors';
import { jsonReply, type Handler } from './call';
import { assertSameOrigin } from './same-origin';

/** Receives the bytes of a file an admin is about to take in, as a plain body with its Content-Length; answers with the id that `admin.uploadPack` asks for. */
export const answerUpload: Handler = async (request, call) => {
  assertSameOrigin(request, call.platform.env.PUBLIC_URL);
  const viewer = await getViewer(call.platform, request.header('cookie'));
  if (viewer === null) throw new AppError('UNAUTHENTICATED', 'Please sign in first.');
  call.userId = viewer.userId;
  // Asked again by the verb; here it spares a stranger's body from being read.
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { body } = request.toFetch();
  if (body === null) throw new AppError('INVALID_INPUT', 'The upload is empty.', { field: 'content-length' });
  const upload = await receiveUpload(call.platform, viewer, { body, bytes: Number(request.header('content-length') ?? NaN) });
  return jsonReply(201, upload);
};
