import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { UploadPackInput } from '@/shared/contracts/admin-ingest';
import type { IngestReport } from '@/shared/contracts/ingest';
import { AppError } from '@/shared/errors';
import { findPathFault } from './inspect-path';
import { ingestSource } from './ingest-source';
import { toUploadKey } from './receive-upload';
import { toRunOptions } from './to-run-options';

/**
 * Takes in a file that this admin has uploaded: a ZIP, a `library.json`, a prompts CSV, a notebook or markdown, by the ending of its name. The upload is gone afterwards, whatever
 * became of it. Throws FORBIDDEN, INVALID_INPUT (name), NOT_FOUND (upload, seller).
 */
export async function uploadPack(platform: Pick<Platform, 'db' | 'storage'>, viewer: Viewer, input: UploadPackInput): Promise<IngestReport> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'Only admins take packs in.');
  const fault = findPathFault(input.fileName);
  if (fault !== null || input.fileName.includes('/')) throw new AppError('INVALID_INPUT', fault?.message ?? 'The name must not contain a slash.', { field: 'fileName', ...(fault !== null && { reason: fault.code }) });
  const key = toUploadKey(viewer, input.uploadId);
  if (!(await platform.storage.exists(key))) throw new AppError('NOT_FOUND', 'There is no such upload; it may have been taken in already.', { field: 'uploadId' });
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-received-'));
  try {
    const path = join(folder, `upload${extname(input.fileName)}`);
    await pipeline(await platform.storage.read(key), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    return await ingestSource(platform, viewer, { path, ...toRunOptions(input), name: input.fileName });
  } finally {
    await rm(folder, { recursive: true, force: true });
    await platform.storage.delete(key);
  }
}
