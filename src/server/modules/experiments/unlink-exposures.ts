import type { ServiceTx } from '@/server/platform/db';
import { hashSubject } from './exposure-id';
import { renameExposures } from './experiments.queries';

/** Within forgetting: the counts of an experiment stay, whom they counted does not. `subjects` are of `keyOf`. Safe to repeat. */
export async function unlinkExposures(tx: ServiceTx, { userId, subjects }: { userId: string | null; subjects: readonly string[] }): Promise<void> {
  await renameExposures(tx, { userId, subjects: subjects.map(hashSubject) });
}
