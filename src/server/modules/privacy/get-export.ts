import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { DataExportView } from '@/shared/contracts/privacy';
import { findNewestExport } from './privacy.queries';

export const EXPORTS_PREFIX = '/api/account/exports/';

/** Everyone sees their own newest copy, and how far it is; null when none was asked for. */
export async function getExport({ db }: Pick<Platform, 'db'>, viewer: Viewer): Promise<DataExportView | null> {
  const row = await findNewestExport(db.readAs(viewer), viewer.userId);
  if (!row) return null;
  const { id, status, done, total, requestedAt, expiresAt, bytes } = row;
  return { id, status, done, total, bytes, requestedAt: requestedAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null, href: status === 'ready' ? `${EXPORTS_PREFIX}${id}.zip` : null };
}
