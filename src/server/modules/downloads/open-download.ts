import type { Readable } from 'node:stream';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { findArchive } from './downloads.queries';
import { verifyDownload } from './sign-download';

/** An archive that may be sent, and how to read it or a half-open range of its bytes. */
export interface OpenDownload {
  assetId: string;
  fileName: string;
  contentType: string;
  bytes: number;
  sha256: string;
  read(range?: { start: number; end: number }): Promise<Readable>;
}

/** Opens a signed link, given as path and query. Whoever has it may, until it ends: the key was checked when it was minted. Throws FORBIDDEN, NOT_FOUND or UNAVAILABLE. */
export async function openDownload(platform: Platform, target: string): Promise<OpenDownload> {
  const download = verifyDownload(target, platform.env.DOWNLOAD_SECRET, clock.now());
  if (!download) throw new AppError('FORBIDDEN', 'This link has ended or was changed. Ask for a new one from your keys.', { reason: 'bad_link' });
  const archive = await findArchive(platform.db.readAsService('a signed link was checked'), download.assetId);
  if (!archive) throw new AppError('NOT_FOUND', 'This file is no longer here.');
  const { storageKey, ...rest } = archive;
  return {
    ...rest,
    assetId: download.assetId,
    read: (range) =>
      platform.storage.read(storageKey, range).catch((cause: unknown) => {
        throw new AppError('UNAVAILABLE', 'The store does not answer just now. Please try again in a minute.', { retryAfterSeconds: 60, cause });
      }),
  };
}
