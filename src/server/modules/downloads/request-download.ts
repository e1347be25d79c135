import { listLiveEntitlements } from '@/server/modules/entitlements/list-live-entitlements';
import { takeEntitlement } from '@/server/modules/entitlements/take-entitlement';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { LINK_TTL_SECONDS } from '@/server/platform/storage';
import type { MintedDownload, RequestDownloadInput } from '@/shared/contracts/entitlements';
import { AppError } from '@/shared/errors';
import { findDownloadable, insertDownloadEvent, type DownloadableVersion } from './downloads.queries';
import { signDownload } from './sign-download';

/** Who asks, and with which program, for the record. */
export interface Downloader {
  viewer: Viewer;
  userAgent: string | null;
}

/**
 * Checks the viewer's key and mints a link to one version, here and nowhere else. The link lives ten minutes at most.
 * Throws NOT_FOUND (no such product or version), FORBIDDEN (no live key, or none with a download left), GONE (yanked, with the reason),
 * UNAVAILABLE (the store cannot say it has the archive; nothing was counted).
 */
export async function requestDownload(platform: Platform, { viewer, userAgent }: Downloader, input: RequestDownloadInput): Promise<MintedDownload> {
  const { db } = platform;
  const found = await findDownloadable(db.readAsService('a download is checked by its entitlement'), { slug: input.productSlug, version: input.version });
  const entitlementIds = found ? await listLiveEntitlements(db, viewer, found.productId) : [];
  // What is not in the shop is not admitted to exist, except to who holds it.
  if (!found || (entitlementIds.length === 0 && found.productStatus !== 'published')) throw new AppError('NOT_FOUND', 'There is no such product.');
  if (entitlementIds.length === 0) throw new AppError('FORBIDDEN', 'You do not hold a key to this. Unlock it first.', { reason: 'not_entitled' });

  const { versionId, asset } = assertDownloadable(found, input);
  await assertStored(platform, asset.storageKey);
  const now = clock.now();
  await db.asService('count and record a download', async (tx) => {
    const entitlementId = await takeEntitlement(tx, { entitlementIds, userId: viewer.userId });
    await insertDownloadEvent(tx, { entitlementId, productId: found.productId, versionId, userId: viewer.userId, userAgent: userAgent?.slice(0, 300) ?? null, at: now });
  });
  const expires = Math.floor(now.getTime() / 1000) + LINK_TTL_SECONDS;
  const url = platform.storage.kind === 's3'
    ? await platform.storage.presign(asset.storageKey, { ttlSeconds: LINK_TTL_SECONDS, fileName: asset.fileName, contentType: asset.contentType })
    : new URL(signDownload({ assetId: asset.id, expires }, platform.env.DOWNLOAD_SECRET), platform.env.PUBLIC_URL).href;
  return { url, expiresAt: new Date(expires * 1000).toISOString(), fileName: asset.fileName, bytes: asset.bytes, sha256: asset.sha256 };
}

function assertDownloadable(found: DownloadableVersion, input: RequestDownloadInput): { versionId: string; asset: NonNullable<DownloadableVersion['asset']> } {
  if (!found.versionId) throw new AppError('NOT_FOUND', input.version ? `There is no version ${input.version}.` : 'There is no version to download yet.', { field: 'version' });
  if (found.yankedReason !== null) throw new AppError('GONE', `Version ${found.version ?? ''} was withdrawn: ${found.yankedReason}`, { reason: 'yanked' });
  if (!found.asset) throw new AppError('NOT_FOUND', found.externalUrl ? `This version is kept by its seller: ${found.externalUrl}` : 'This version has no files.', { field: 'version' });
  return { versionId: found.versionId, asset: found.asset };
}

async function assertStored({ storage }: Platform, key: string): Promise<void> {
  const stored = await storage.exists(key).catch((cause: unknown) => {
    throw new AppError('UNAVAILABLE', 'The store does not answer just now. Your key is untouched; please try again in a minute.', { retryAfterSeconds: 60, cause });
  });
  if (!stored) throw new AppError('UNAVAILABLE', 'This file is missing from the store. We have been told; your key is untouched.', { retryAfterSeconds: 600 });
}
