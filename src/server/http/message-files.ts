import { Readable } from 'node:stream';
import { getViewer } from '@/server/modules/identity/get-viewer';
import { openAttachment } from '@/server/modules/messaging/open-attachment';
import { receiveFile } from '@/server/modules/messaging/receive-file';
import type { Viewer } from '@/server/platform/db';
import { contentDisposition } from '@/shared/content-disposition';
import { AttachmentId, ThreadInput } from '@/shared/contracts/messages';
import { AppError } from '@/shared/errors';
import { jsonReply, type Call, type Handler, type HttpRequest } from './call';
import { isTagKnown } from './is-tag-known';
import { assertSameOrigin } from './same-origin';

export const MESSAGE_FILES_PREFIX = '/api/messages/files/';

/** POST /api/messages/uploads?thread=… receives the bytes of a file as a plain body with its Content-Length; answers with the id that `messages.attach` asks for. */
export const answerMessageUpload: Handler = async (request, call) => {
  assertSameOrigin(request, call.platform.env.PUBLIC_URL);
  const viewer = await viewerOf(request, call);
  const thread = ThreadInput.safeParse({ threadId: new URLSearchParams(request.search).get('thread') });
  if (!thread.success) throw new AppError('NOT_FOUND', 'You take part in no such conversation.');
  const { body } = request.toFetch();
  if (body === null) throw new AppError('INVALID_INPUT', 'The upload is empty.', { field: 'content-length' });
  return jsonReply(201, await receiveFile(call.platform, { viewer, threadId: thread.data.threadId, body, bytes: Number(request.header('content-length') ?? NaN) }));
};

/**
 * GET /api/messages/files/att_…: a file of a message, to those who take part in the conversation now. To be saved, never shown as a page of ours, whatever is in it; a picture of
 * a page takes it all the same. A browser keeps it and asks each time whether it still may.
 */
export const answerMessageFile: Handler = async (request, call) => {
  const viewer = await viewerOf(request, call);
  const id = AttachmentId.safeParse(request.path.slice(MESSAGE_FILES_PREFIX.length));
  if (!id.success) throw new AppError('NOT_FOUND', 'There is no such file.');
  const file = await openAttachment(call.platform, { viewer, id: id.data });
  const etag = `"${file.sha256}"`;
  const headers = { etag, 'cache-control': 'private, no-cache', 'content-security-policy': "default-src 'none'; sandbox" };
  if (isTagKnown(request.header('if-none-match'), etag)) return { status: 304, headers, body: null };
  return {
    status: 200,
    headers: { ...headers, 'content-type': file.contentType, 'content-length': String(file.bytes), 'content-disposition': contentDisposition(file.fileName) },
    // Node's and the DOM's streams are one class with two type declarations.
    body: request.method === 'HEAD' ? null : (Readable.toWeb(await file.read()) as ReadableStream<Uint8Array>),
  };
};

async function viewerOf(request: HttpRequest, call: Call): Promise<Viewer> {
  const viewer = await getViewer(call.platform, request.header('cookie'));
  if (viewer === null) throw new AppError('UNAUTHENTICATED', 'Please sign in first.');
  call.userId = viewer.userId;
  // What people write to others stays with them.
  if (viewer.seenBy !== undefined) throw new AppError('READ_ONLY', 'You look at the shop as somebody else. You can read what is not secret, and change nothing.', { reason: 'impersonating' });
  return viewer;
}
