import { cutClicks } from '@/server/modules/experiments/cut-clicks';
import { sweepExposures } from '@/server/modules/experiments/sweep-exposures';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { deleteExpired } from './signals.queries';

const AT_ONCE = 5_000;

/** For the scheduled job alone. Deletes signals that have expired; until then they are not used either; exposures of experiments long over; and what leads from clicks to exposures. Safe to repeat; answers how many were deleted. */
export async function sweepSignals(platform: Pick<Platform, 'db'>): Promise<number> {
  const now = clock.now();
  let [all, last] = [0, AT_ONCE];
  while (last === AT_ONCE) {
    last = await platform.db.asService('signals that have expired', (tx) => deleteExpired(tx, { now, limit: AT_ONCE }));
    all += last;
  }
  await cutClicks(platform);
  return all + (await sweepExposures(platform));
}
