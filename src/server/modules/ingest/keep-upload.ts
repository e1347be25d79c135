import { Readable } from 'node:stream';
import type { Viewer } from '@/server/platform/db';
import type { Storage } from '@/server/platform/storage';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';

/** Where an upload waits to be taken in. The person's id is part of the key, so nobody can take in another's. */
export function toUploadKey(viewer: Viewer, uploadId: string): string {
  return `uploads/${viewer.userId}/${uploadId}`;
}

/**
 * Streams a body into storage, where it waits to be taken in; one that never is is collected after a day. `bytes` is what the sender announced: more or fewer are refused, and then
 * nothing is kept. Nothing is looked at here. Throws TOO_LARGE, INVALID_INPUT.
 */
export async function keepUpload(storage: Storage, viewer: Viewer, upload: { body: AsyncIterable<Uint8Array>; bytes: number; maxBytes: number }): Promise<{ uploadId: string; bytes: number }> {
  const { body, bytes, maxBytes } = upload;
  if (!Number.isSafeInteger(bytes) || bytes <= 0) throw new AppError('INVALID_INPUT', 'The upload must say its size (Content-Length) and not be empty.', { field: 'content-length' });
  if (bytes > maxBytes) throw new AppError('TOO_LARGE', `A file may be at most ${Math.floor(maxBytes / 1024 / 1024)} MiB.`);
  const uploadId = newId('upload');
  const key = toUploadKey(viewer, uploadId);
  const counted = countBytes(body, bytes);
  try {
    await storage.put(key, Readable.from(counted.chunks()), { contentType: 'application/octet-stream', bytes });
  } catch (error) {
    await storage.delete(key).catch(() => undefined);
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
