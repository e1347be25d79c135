import { clock } from '@/server/platform/clock';
import { inPortions } from '@/server/platform/in-portions';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { deleteLiveEvents } from './live.queries';

/** For the scheduled job alone. Forgets events a day old; a page that comes back after longer asks for everything. Safe to repeat. */
export async function sweepLive({ db }: Pick<Platform, 'db'>): Promise<void> {
  const before = new Date(clock.now().getTime() - DAY_MS);
  await inPortions((limit) => db.asService('forget what pages were told', (tx) => deleteLiveEvents(tx, { before, limit })));
}
