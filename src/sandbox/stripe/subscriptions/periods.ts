import type { PriceDocument } from '../store/kinds';

export const DAY = 86_400;

/** How often something recurs. */
export interface Rhythm {
  interval: 'day' | 'week' | 'month' | 'year';
  count: number;
}

/** The rhythm of a recurring price. Throws for one that does not recur, which no subscription holds. */
export function rhythmOf(price: PriceDocument): Rhythm {
  const { recurring } = price;
  const interval = (['day', 'week', 'month', 'year'] as const).find((one) => one === recurring?.interval);
  if (recurring === null || interval === undefined) throw new Error(`price ${price.id} does not recur`);
  return { interval, count: recurring.interval_count };
}

/** The anchor moved on by `times` intervals. A month that lacks the anchor's day ends on its last day; the day comes back in a longer month. */
export function addIntervals(anchor: number, { interval, count }: Rhythm, times: number): number {
  if (interval === 'day' || interval === 'week') return anchor + count * times * (interval === 'day' ? DAY : 7 * DAY);
  const start = new Date(anchor * 1000);
  const month = start.getUTCMonth() + count * times * (interval === 'month' ? 1 : 12);
  const lastDay = new Date(Date.UTC(start.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const day = Math.min(start.getUTCDate(), lastDay);
  return Math.floor(Date.UTC(start.getUTCFullYear(), month, day, start.getUTCHours(), start.getUTCMinutes(), start.getUTCSeconds()) / 1000);
}

/** The first end of a period after `moment`, counted from the anchor. */
export function periodEndAfter(anchor: number, rhythm: Rhythm, moment: number): number {
  let times = 0;
  let end = anchor;
  while (end <= moment) {
    times += 1;
    end = addIntervals(anchor, rhythm, times);
  }
  return end;
}
