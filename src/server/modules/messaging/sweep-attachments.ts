import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { attachmentKeyOf } from './attach-file';
import { deleteUnsent, findKept } from './attachments.queries';

const BATCH_SIZE = 500;

/** For the scheduled job alone. Forgets files a day old that were never sent, and deletes those whose message is gone. Safe to repeat and to stop anywhere. */
export async function sweepAttachments({ db, storage }: Pick<Platform, 'db' | 'storage'>): Promise<number> {
  const before = new Date(clock.now().getTime() - DAY_MS);
  await db.asService('forget files that were never sent', (tx) => deleteUnsent(tx, before));
  const reader = db.readAsService('tell files of messages from those that have none');
  let swept = 0;
  let batch: string[] = [];
  const flush = async () => {
    const kept = await findKept(reader, batch);
    const orphans = batch.filter((id) => !kept.has(id));
    for (const id of orphans) await storage.delete(attachmentKeyOf(id));
    swept += orphans.length;
    batch = [];
  };
  for await (const { key, modifiedAt } of storage.list('attachments/')) {
    if (modifiedAt.getTime() < before.getTime()) batch.push(key.slice('attachments/'.length));
    if (batch.length === BATCH_SIZE) await flush();
  }
  if (batch.length > 0) await flush();
  return swept;
}
