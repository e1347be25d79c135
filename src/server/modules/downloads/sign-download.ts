import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId } from '@/shared/ids';

/** What a signed link opens: one archive, until a second. */
export interface SignedDownload {
  assetId: string;
  /** Seconds since the epoch; the link is dead from this second on. */
  expires: number;
}

const signature = ({ assetId, expires }: SignedDownload, secret: string): string => createHmac('sha256', secret).update(`download:${assetId}:${expires}`).digest('base64url');

/** Path and query of a link to an archive. The signature covers everything in it. */
export function signDownload(download: SignedDownload, secret: string): string {
  return `/api/download/${download.assetId}?expires=${download.expires}&signature=${signature(download, secret)}`;
}

/**
 * Reads a link back, or null when any character of it is not as signed: id, second or signature changed, anything added, left out,
 * repeated or encoded again. `target` is path and query as they came over the wire; `now` decides about the second.
 */
export function verifyDownload(target: string, secret: string, now: Date): SignedDownload | null {
  const [, assetId = '', expires = '', given = ''] = /^\/api\/download\/([a-z0-9_]+)\?expires=(\d{10})&signature=([\w-]{43})$/.exec(target) ?? [];
  if (!isId('asset', assetId)) return null;
  const download = { assetId, expires: Number(expires) };
  const genuine = timingSafeEqual(Buffer.from(given), Buffer.from(signature(download, secret)));
  return genuine && now.getTime() < download.expires * 1000 ? download : null;
}
