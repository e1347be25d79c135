import { cutClicks } from '@/server/modules/experiments/cut-clicks';
import { sweepExposures } from '@/server/modules/experiments/sweep-exposures';
import { clock } from '@/server/platform/clock';
import { inPortions } from '@/server/platform/in-portions';
import type { Platform } from '@/server/platform/platform';
import { deleteExpired } from './signals.queries';

/** For the scheduled job alone. Deletes signals that have expired; until then they are not used either; exposures of experiments long over; and what leads from clicks to exposures. Safe to repeat; answers how many were deleted. */
export async function sweepSignals(platform: Pick<Platform, 'db'>): Promise<number> {
  const now = clock.now();
  const signals = await inPortions((limit) => platform.db.asService('signals that have expired', (tx) => deleteExpired(tx, { now, limit })));
  await cutClicks(platform);
  return signals + (await sweepExposures(platform));
}
