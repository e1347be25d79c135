import { createReadStream } from 'node:fs';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { toExportEmail } from '../notifications/templates/export-email';
import { notify } from '../notifications/notify';
import { buildCopy } from './build-copy';
import { PARTS } from './parts';
import { beginExport, findKeptExports, findNames, finishExport, noteExportProgress } from './privacy.queries';
import { readOwnPicture } from '../identity/read-own-picture';
import { toPerson } from './to-person';

const KEPT_DAYS = 7;
const REASON = 'a person’s own copy of what is held about them';

/**
 * For the job alone. Gathers everything held about a person into one file, part by part, and tells them where it is. A run that was cut off begins anew; a copy that is there
 * already is left alone, and the file of one that nobody waits for any more is deleted.
 */
export async function exportData(platform: Pick<Platform, 'db' | 'env' | 'storage'>, { exportId: id }: { exportId: string }): Promise<void> {
  const { db, env, storage } = platform;
  const userId = await db.asService(REASON, (tx) => beginExport(tx, { id, total: PARTS.length }));
  if (userId === null) return;
  const names = await findNames(db.readAsService(REASON), userId);
  if (!names) return;
  const person = toPerson(userId, names);
  const reader = db.readInBackground(REASON);
  const picture = await readOwnPicture(platform, userId);
  const copy = await buildCopy(PARTS.map((part) => ({ about: part.about, collect: () => part.collect(reader, person) })), {
    ...(picture && { pictures: { 'picture.webp': picture } }),
    onPart: (done) => noteExportProgress(db.writeAsService(REASON), { id, done }),
  });
  const storageKey = `exports/${id}.zip`;
  try {
    await storage.put(storageKey, createReadStream(copy.file), { contentType: 'application/zip', bytes: copy.bytes });
  } finally {
    await copy.dispose();
  }
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + KEPT_DAYS * DAY_MS);
  const isFinished = await db.asService(REASON, async (tx) => {
    if (!(await finishExport(tx, { id, storageKey, bytes: copy.bytes, now, expiresAt }))) return false;
    const email = toExportEmail({ privacyUrl: `${env.PUBLIC_URL.replace(/\/$/, '')}/account/privacy`, expiresAt });
    await notify(tx, { to: { userId }, type: 'data_export', title: 'The copy of your data is ready', href: '/account/privacy', dedupeKey: `data-export:${id}`, email, at: now });
    return true;
  });
  // The person was erased meanwhile, or the copy was given up. One that another run finished keeps its file.
  if (!isFinished && !(await findKeptExports(db.readAsService(REASON), [storageKey])).has(storageKey)) await storage.delete(storageKey);
}
