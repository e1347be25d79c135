import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Viewer } from '@/server/platform/db';
import type { Storage } from '@/server/platform/storage';
import { AppError } from '@/shared/errors';
import { findPathFault } from './inspect-path';
import { toUploadKey } from './keep-upload';

/**
 * Hands this person's upload over as a temporary file with the ending of its name. Afterwards both are gone, whatever became of it. Throws INVALID_INPUT (name),
 * NOT_FOUND (upload), and what `work` throws.
 */
export async function withUpload<Result>(storage: Storage, { viewer, uploadId, fileName }: { viewer: Viewer; uploadId: string; fileName: string }, work: (path: string) => Promise<Result>): Promise<Result> {
  const fault = findPathFault(fileName);
  if (fault !== null || fileName.includes('/')) throw new AppError('INVALID_INPUT', fault?.message ?? 'The name must not contain a slash.', { field: 'fileName', ...(fault !== null && { reason: fault.code }) });
  const key = toUploadKey(viewer, uploadId);
  if (!(await storage.exists(key))) throw new AppError('NOT_FOUND', 'There is no such upload; it may have been taken in already.', { field: 'uploadId' });
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-received-'));
  try {
    const path = join(folder, `upload${extname(fileName)}`);
    await pipeline(await storage.read(key), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await storage.delete(key);
  }
}
