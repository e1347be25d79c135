import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { deleteEvents, deleteSalts, deleteSeen } from './roll-up.queries';

/** How long events are kept; their sums by day stay. */
export const EVENT_DAYS = 400;
/** Today and yesterday: events of a day are summed a minute after it is over. */
const SALT_DAYS = 2;
const CHUNK = 10_000;

/** For the scheduled job alone. Deletes events after 400 days, and what could tell visitors of yesterday apart; in small transactions. May be repeated. */
export async function sweepEvents({ db }: Pick<Platform, 'db'>): Promise<number> {
  const now = clock.now().getTime();
  const before = new Date(now - EVENT_DAYS * DAY_MS);
  const daysBefore = new Date(now - (SALT_DAYS - 1) * DAY_MS);
  await db.asService('forget what visitors of a day were told apart by', (tx) => deleteSalts(tx, daysBefore));
  const deleted = await inChunks((limit) => db.asService('delete events that are old', (tx) => deleteEvents(tx, { before, limit })));
  await inChunks((limit) => db.asService('forget who came', (tx) => deleteSeen(tx, { daysBefore, visitsBefore: before, limit })));
  return deleted;
}

async function inChunks(work: (limit: number) => Promise<number>): Promise<number> {
  let done = 0;
  for (let count = CHUNK; count === CHUNK; done += count) count = await work(CHUNK);
  return done;
}
