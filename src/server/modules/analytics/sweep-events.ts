import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { deleteEvents, deleteSeen } from './roll-up.queries';

/** How long events are kept; their sums by day stay. */
export const EVENT_DAYS = 400;
/** Today and yesterday: events of a day are summed a minute after it is over. */
const SALT_DAYS = 2;
const CHUNK = 10_000;

/** For the scheduled job alone. Deletes events after 400 days, and what could tell visitors of yesterday apart; in small transactions. May be repeated. */
export async function sweepEvents({ db }: Pick<Platform, 'db'>): Promise<number> {
  const now = clock.now().getTime();
  const before = new Date(now - EVENT_DAYS * DAY_MS);
  let deleted = 0;
  for (let count = CHUNK; count === CHUNK; deleted += count) count = await db.asService('delete events that are old', (tx) => deleteEvents(tx, { before, limit: CHUNK }));
  await db.asService('forget who came', (tx) => deleteSeen(tx, { daysBefore: new Date(now - (SALT_DAYS - 1) * DAY_MS), visitsBefore: before }));
  return deleted;
}
