import { DAY_MS } from '@/shared/time';

/** When payouts are made, every day, in UTC; the crontab says the same. */
const HOUR = 3;
const MINUTE = 7;

/** The first regular run of payouts at or after this moment. */
export function nextRunAt(at: Date): Date {
  const today = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), HOUR, MINUTE);
  return new Date(today >= at.getTime() ? today : today + DAY_MS);
}
