import { clock } from '@/server/platform/clock';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { findShownPictures } from './images.queries';

/** Longer than any upload or transaction can be under way. */
const ORPHAN_AFTER_MS = 24 * 60 * 60 * 1000;
const BATCH_SIZE = 500;

/**
 * Deletes files of pictures that no product and no person shows any more, once they are older than a day: removed ones, and those whose row never came to be. Answers how many files.
 * May be run at any time and as often as wanted; storing a picture again makes its files young.
 */
export async function collectOrphanPictures({ db, storage }: Pick<Platform, 'db' | 'storage'>): Promise<number> {
  const olderThan = clock.now().getTime() - ORPHAN_AFTER_MS;
  const reader = db.readAsService('images: tell orphan files from shown ones');
  let collected = 0;
  let batch: { key: string; sha256: string }[] = [];
  const flush = async () => {
    const shown = await findShownPictures(reader, [...new Set(batch.map(({ sha256 }) => sha256))]);
    const orphans = batch.filter(({ sha256 }) => !shown.has(sha256));
    for (const { key } of orphans) await storage.delete(key);
    collected += orphans.length;
    batch = [];
  };
  for await (const { key, modifiedAt } of storage.list('images/')) {
    const sha256 = /^images\/([0-9a-f]{64})\//.exec(key)?.[1];
    if (sha256 !== undefined && modifiedAt.getTime() < olderThan) batch.push({ key, sha256 });
    if (batch.length === BATCH_SIZE) await flush();
  }
  if (batch.length > 0) await flush();
  if (collected > 0) logger.info({ collected }, 'files of pictures that nobody shows were collected');
  return collected;
}
