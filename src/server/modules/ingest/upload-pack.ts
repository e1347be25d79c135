import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { UploadPackInput } from '@/shared/contracts/admin-ingest';
import type { IngestReport } from '@/shared/contracts/ingest';
import { AppError } from '@/shared/errors';
import { ingestSource } from './ingest-source';
import { toRunOptions } from './to-run-options';
import { withUpload } from './with-upload';

/**
 * Takes in a file that this admin has uploaded: a ZIP, a `library.json`, a prompts CSV, a notebook or markdown, by the ending of its name. The upload is gone afterwards, whatever
 * became of it. Throws FORBIDDEN, INVALID_INPUT (name), NOT_FOUND (upload, seller).
 */
export async function uploadPack(platform: Pick<Platform, 'db' | 'storage'>, viewer: Viewer, input: UploadPackInput): Promise<IngestReport> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'Only admins take packs in.');
  return withUpload(platform.storage, { viewer, ...input }, (path) => ingestSource(platform, viewer, { path, ...toRunOptions(input), name: input.fileName }));
}
