import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { RESULT_DAYS } from '@/shared/contracts/experiments';
import { DAY_MS } from '@/shared/time';
import { deleteExposures } from './experiments.queries';

const AT_ONCE = 5_000;

/** For the scheduled job alone. Deletes who was shown experiments that were stopped long ago. Safe to repeat; answers how many it was. */
export async function sweepExposures({ db }: Pick<Platform, 'db'>): Promise<number> {
  const stoppedBefore = new Date(clock.now().getTime() - RESULT_DAYS * DAY_MS);
  let [all, last] = [0, AT_ONCE];
  while (last === AT_ONCE) {
    last = await db.asService('exposures of experiments long over', (tx) => deleteExposures(tx, { stoppedBefore, limit: AT_ONCE }));
    all += last;
  }
  return all;
}
