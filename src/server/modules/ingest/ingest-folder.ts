import { basename } from 'node:path';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { IngestFolderInput } from '@/shared/contracts/admin-ingest';
import type { IngestReport } from '@/shared/contracts/ingest';
import { AppError } from '@/shared/errors';
import { findAssetsPath } from './find-assets-path';
import { ingestSource } from './ingest-source';
import { toRunOptions } from './to-run-options';

/** Takes in a folder or file below `KEYS_ASSETS_ROOT`, as `ingestSource` does. Throws FORBIDDEN, UNAVAILABLE (no root), INVALID_INPUT, NOT_FOUND. */
export async function ingestFolder(platform: Pick<Platform, 'db' | 'storage' | 'env'>, viewer: Viewer, input: IngestFolderInput): Promise<IngestReport> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'Only admins take packs in.');
  const path = await findAssetsPath(platform.env.KEYS_ASSETS_ROOT, input.path);
  return ingestSource(platform, viewer, { path, ...toRunOptions(input), name: basename(path) });
}
