import { keepUpload } from '@/server/modules/ingest/keep-upload';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import { assertParticipant } from './assert-participant';

export const MAX_FILE_BYTES = 10 * 1024 * 1024;
const FILES: Limit = { name: 'message-file', points: 40, windowSeconds: 3_600, whenDown: 'closed' };

/** Keeps the bytes of a file that one who takes part sends, until `attachFile` looks at them; only this person can. Throws NOT_FOUND, RATE_LIMITED, TOO_LARGE, INVALID_INPUT. */
export async function receiveFile(
  { db, storage, limiter }: Pick<Platform, 'db' | 'storage' | 'limiter'>,
  { viewer, threadId, body, bytes }: { viewer: Viewer; threadId: string; body: AsyncIterable<Uint8Array>; bytes: number },
): Promise<{ uploadId: string; bytes: number }> {
  await assertParticipant(db, viewer, threadId);
  await limiter.consume(FILES, viewer.userId);
  return keepUpload(storage, viewer, { body, bytes, maxBytes: MAX_FILE_BYTES });
}
