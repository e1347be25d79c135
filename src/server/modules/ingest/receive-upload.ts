import { Readable } from 'node:stream';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ReceivedUpload } from '@/shared/contracts/admin-ingest';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { INGEST_LIMITS } from './ingest-limits';

/** Where an upload waits to be taken in. The person's id is part of the key, so nobody can take in another's. */
export function toUploadKey(viewer: Viewer, uploadId: string): string {
  return `uploads/${viewer.userId}/${uploadId}`;
}

/**
 * Streams a body into storage, where it waits for `uploadPack`; one that is never taken in is collected after a day. `bytes` is what the sender announced: more or fewer are
 * refused. Nothing is looked at here. Throws FORBIDDEN, TOO_LARGE, INVALID_INPUT.
 */
export async function receiveUpload(platform: Pick<Platform, 'storage'>, viewer: Viewer, upload: { body: AsyncIterable<Uint8Array>; bytes: number }): Promise<ReceivedUpload> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'Only admins take packs in.');
  const { body, bytes } = upload;
  if (!Number.isSafeInteger(bytes) || bytes <= 0) throw new AppError('INVALID_INPUT', 'The upload must say its size (Content-Length) and not be empty.', { field: 'content-length' });
  if (bytes > INGEST_LIMITS.archiveBytes) throw new AppError('TOO_LARGE', 'A file may be at most 256 MiB.');
  const uploadId = newId('upload');
  const key = toUploadKey(viewer, uploadId);
  const counted = countBytes(body, bytes);
  try {
    await platform.storage.put(key, Readable.from(counted.chunks()), { contentType: 'application/octet-stream', bytes });
  } catch (error) {
    await platform.storage.delete(key).catch(() => undefined);
    // The storage wraps what it hears; the sender's fault is told as it is.
    throw counted.fault() ?? error;
  }
  return { uploadId, bytes };
}

/** Passes on exactly so many bytes: fails at the first one too many, at an end that comes too early, and when the sender goes away. */
function countBytes(body: AsyncIterable<Uint8Array>, bytes: number): { chunks: () => AsyncIterable<Uint8Array>; fault: () => AppError | null } {
  let fault: AppError | null = null;
  const cut = (cause?: unknown) => (fault = new AppError('INVALID_INPUT', 'The upload was cut off or is longer than it said.', { field: 'content-length', cause }));
  async function* chunks() {
    let seen = 0;
    const source = body[Symbol.asyncIterator]();
    for (;;) {
      const next = await source.next().catch((cause: unknown) => {
        throw cut(cause);
      });
      if (next.done === true) break;
      seen += next.value.byteLength;
      if (seen > bytes) throw cut();
      yield next.value;
    }
    if (seen !== bytes) throw cut();
  }
  return { chunks, fault: () => fault };
}
