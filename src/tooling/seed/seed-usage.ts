import { consumeUsage } from '@/server/modules/usage/consume-usage';
import { usageMeterOf } from '@/server/modules/usage/usage-meter';
import { setClock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS, HOUR_MS } from '@/shared/time';

const DAYS = 42;
/** Of a customer's calls on a working day, by its place in the list. */
const BUSY = [3, 7, 1, 4];
const WEEKEND = 0.4;

/** How many calls a customer makes on a day so long ago: more from week to week, fewer at weekends, and never the same number for long. The same each time. Pure. */
function callsOf(place: number, { daysAgo, day }: { daysAgo: number; day: Date }): number {
  const isWeekend = [0, 6].includes(day.getUTCDay());
  const growth = 1.3 - daysAgo / DAYS;
  const wave = 1 + 0.35 * Math.sin((daysAgo + place * 3) * 1.7);
  return Math.round((BUSY[place % BUSY.length] ?? 1) * growth * wave * (isWeekend ? WEEKEND : 1));
}

/**
 * Whether calls of the past still count: not after they are there to their last day, nor behind sums, to which nothing older is added. A mark without any sum before it is set back.
 */
function isOpen({ db }: Platform, platformId: string): Promise<boolean> {
  return db.asService('calls of the demo shop’s past', async (tx) => {
    const [known] = await tx.$queryRaw<{ isDone: boolean; isSummed: boolean }[]>`
      select exists (select from usage_events where platform_id = ${platformId} and mode = 'live' and request_id like 'demo-1-%') as "isDone",
        exists (select from usage_hours) as "isSummed" from usage_rollup for update`;
    if (!known || known.isDone) return false;
    if (known.isSummed) {
      console.log('usage: the log is summed already, so the demo API gets no past');
      return false;
    }
    await tx.$executeRaw`update usage_rollup set rolled_until = null`;
    return true;
  });
}

/**
 * Some weeks of calls in the live world of a platform, counted by the verb that counts all calls, at the times they are said to have been made. They
 * stay within the developer's own plan. Where the log is summed, or they are all there, nothing is counted. Answers how many were.
 */
export async function seedUsage(platform: Platform, { platformId, customers }: { platformId: string; customers: readonly string[] }): Promise<number> {
  if (!(await isOpen(platform, platformId))) return 0;
  const meter = usageMeterOf(platform);
  const now = Date.now();
  let count = 0;
  try {
    for (let daysAgo = DAYS; daysAgo > 0; daysAgo -= 1) {
      const at = new Date(Math.floor(now / DAY_MS - daysAgo) * DAY_MS + (8 + (daysAgo % 9)) * HOUR_MS);
      setClock({ now: () => at });
      const calls = customers.flatMap((customer, place) => Array.from({ length: callsOf(place, { daysAgo, day: at }) }, (_, index) => ({ customer, requestId: `demo-${daysAgo}-${customer}-${index}` })));
      const decided = await Promise.all(calls.map((call) => consumeUsage(meter, { platformId, mode: 'live', meter: 'calls', units: 1, ...call })));
      count += decided.filter(({ outcome }) => outcome === 'accepted').length;
    }
  } finally {
    setClock();
  }
  return count;
}
