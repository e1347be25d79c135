import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ReceivedUpload } from '@/shared/contracts/admin-ingest';
import { AppError } from '@/shared/errors';
import { INGEST_LIMITS } from './ingest-limits';
import { keepUpload } from './keep-upload';

/** Keeps a body an admin sends until `uploadPack` takes it in. Throws FORBIDDEN, TOO_LARGE, INVALID_INPUT. */
export async function receiveUpload(platform: Pick<Platform, 'storage'>, viewer: Viewer, upload: { body: AsyncIterable<Uint8Array>; bytes: number }): Promise<ReceivedUpload> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'Only admins take packs in.');
  return keepUpload(platform.storage, viewer, { ...upload, maxBytes: INGEST_LIMITS.archiveBytes });
}
