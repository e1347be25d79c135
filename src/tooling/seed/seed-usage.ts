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
 * Some weeks of calls in the live world of a platform, counted by the verb that counts all calls, at the times they are said to have been made. They
 * stay within the developer's own plan. Answers how many there are.
 */
export async function seedUsage(platform: Platform, { platformId, customers }: { platformId: string; customers: readonly string[] }): Promise<number> {
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
