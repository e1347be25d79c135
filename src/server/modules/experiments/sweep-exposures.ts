import { clock } from '@/server/platform/clock';
import { inPortions } from '@/server/platform/in-portions';
import type { Platform } from '@/server/platform/platform';
import { RESULT_DAYS } from '@/shared/contracts/experiments';
import { DAY_MS } from '@/shared/time';
import { deleteExposures } from './experiments.queries';

/** For the scheduled job alone. Deletes who was shown experiments that were stopped long ago. Safe to repeat; answers how many it was. */
export async function sweepExposures({ db }: Pick<Platform, 'db'>): Promise<number> {
  const stoppedBefore = new Date(clock.now().getTime() - RESULT_DAYS * DAY_MS);
  return inPortions((limit) => db.asService('exposures of experiments long over', (tx) => deleteExposures(tx, { stoppedBefore, limit })));
}
