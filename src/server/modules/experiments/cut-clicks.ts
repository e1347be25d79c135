import { clock } from '@/server/platform/clock';
import { inPortions } from '@/server/platform/in-portions';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { cutEvents } from './experiments.queries';

/** As long as signals are kept. */
export const LINK_DAYS = 90;

/** For the scheduled job alone. What visitors did no longer says which recommendation led there, so that nothing leads from a visitor to whoever it was shown to; counts of experiments stay. Safe to repeat; answers how much it was. */
export async function cutClicks({ db }: Pick<Platform, 'db'>): Promise<number> {
  const before = new Date(clock.now().getTime() - LINK_DAYS * DAY_MS);
  return inPortions((limit) => db.asService('clicks are cut from what led to them', (tx) => cutEvents(tx, { before, limit })));
}
