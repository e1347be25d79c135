import type { Readable } from 'node:stream';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { findExport } from './privacy.queries';

/** Everyone opens their own copies, for a week. Throws NOT_FOUND, also for another person's, and GONE for one that is over. */
export async function openExport({ db, storage }: Pick<Platform, 'db' | 'storage'>, viewer: Viewer, id: string): Promise<{ bytes: number; read: () => Promise<Readable> }> {
  const row = await findExport(db.readAs(viewer), { id, userId: viewer.userId });
  if (!row) throw new AppError('NOT_FOUND', 'There is no such file.');
  const { status, storageKey, bytes, expiresAt } = row;
  if (status !== 'ready' || storageKey === null || bytes === null || expiresAt === null || expiresAt <= clock.now()) throw new AppError('GONE', 'This copy is over. Ask for a new one under Privacy.');
  return { bytes, read: () => storage.read(storageKey) };
}
