import { AppError } from '@/shared/errors';
import type { Platform } from '@/server/platform/platform';
import { findPreviewKey, type PreviewAssetRow } from './preview.queries';

const MAX_BYTES = 6_000_000;

/** The text of a preview a visitor was found to be allowed to see. Throws NOT_FOUND when its object is missing or larger than a preview may be. */
export async function readPreviewText({ db, storage }: Pick<Platform, 'db' | 'storage'>, { assetId, bytes }: PreviewAssetRow): Promise<string> {
  const key = bytes > MAX_BYTES ? undefined : await findPreviewKey(db.readAsService('storage key of a published preview'), assetId);
  if (key === undefined || !(await storage.exists(key))) throw new AppError('NOT_FOUND', 'This preview cannot be shown.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await storage.read(key)) {
    const part = Buffer.from(chunk as Uint8Array);
    size += part.length;
    if (size > MAX_BYTES) throw new AppError('NOT_FOUND', 'This preview cannot be shown.');
    chunks.push(part);
  }
  return new TextDecoder('utf-8').decode(Buffer.concat(chunks));
}
