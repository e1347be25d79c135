import { clock } from '@/server/platform/clock';
import { logger } from '@/server/platform/logger';
import type { IngestPlatform } from './ingest-batch';
import { findNamedKeys } from './ingest.queries';

/** Longer than any ingest, upload or transaction can be under way. */
const ORPHAN_AFTER_MS = 24 * 60 * 60 * 1000;
const BATCH_SIZE = 500;
const PREFIXES = ['packs/', 'partial/', 'uploads/'];

/**
 * Deletes stored objects that no row names and that are older than a day: what killed runs, cut-off uploads and replaced drafts leave behind. Answers how many.
 * May be run at any time and as often as wanted; what an unfinished run has just stored is too young to be taken.
 */
export async function collectOrphanAssets({ db, storage }: IngestPlatform): Promise<number> {
  const olderThan = clock.now().getTime() - ORPHAN_AFTER_MS;
  const reader = db.readAsService('ingest: tell orphan objects from named ones');
  let collected = 0;
  let batch: string[] = [];
  const flush = async () => {
    const named = await findNamedKeys(reader, batch);
    const orphans = batch.filter((key) => !named.has(key));
    for (const key of orphans) await storage.delete(key);
    collected += orphans.length;
    batch = [];
  };
  for (const prefix of PREFIXES) {
    for await (const { key, modifiedAt } of storage.list(prefix)) {
      if (modifiedAt.getTime() < olderThan) batch.push(key);
      if (batch.length === BATCH_SIZE) await flush();
    }
  }
  if (batch.length > 0) await flush();
  if (collected > 0) logger.info({ collected }, 'orphan objects were collected');
  return collected;
}
