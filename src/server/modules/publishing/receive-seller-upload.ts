import { INGEST_LIMITS } from '@/server/modules/ingest/ingest-limits';
import { keepUpload } from '@/server/modules/ingest/keep-upload';
import { MAX_PICTURE_BYTES } from '@/server/modules/images/inspect-picture';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ReceivedUpload } from '@/shared/contracts/admin-ingest';
import { assertMayWrite } from './assert-may-write';

const MAX_BYTES = { image: MAX_PICTURE_BYTES, version: INGEST_LIMITS.archiveBytes };

/** Keeps a file that a member of the seller sends, until a picture or version is made of it; only this person can. Throws NOT_FOUND (seller), CONFLICT, TOO_LARGE, INVALID_INPUT. */
export async function receiveSellerUpload(
  { db, storage }: Pick<Platform, 'db' | 'storage'>,
  { viewer, seller, purpose, body, bytes }: { viewer: Viewer; seller: string; purpose: 'image' | 'version'; body: AsyncIterable<Uint8Array>; bytes: number },
): Promise<ReceivedUpload> {
  await assertMayWrite(db, { viewer, sellerSlug: seller });
  return keepUpload(storage, viewer, { body, bytes, maxBytes: MAX_BYTES[purpose] });
}
