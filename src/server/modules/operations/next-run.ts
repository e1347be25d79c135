import { DAY_MS, MINUTE_MS } from '@/shared/time';

/** One line of a crontab: when, and what. */
export interface CrontabLine {
  schedule: string;
  task: string;
}

/** The lines of a crontab in the queue's form: five fields in UTC, a task, its options. Pure. */
export function toCrontabLines(crontab: string): CrontabLine[] {
  return crontab.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const parts = line.split(/\s+/);
    return { schedule: parts.slice(0, 5).join(' '), task: parts[5] ?? '' };
  });
}

/** Whether one field of a schedule, such as `*`, a step, a span or a list, holds a number. */
function holds(field: string, value: number): boolean {
  return field.split(',').some((part) => {
    const [span = '', step = '1'] = part.split('/');
    if (span !== '*' && !span.includes('-')) return Number(span) === value;
    const [from = 0, to = Number.POSITIVE_INFINITY] = span === '*' ? [] : span.split('-').map(Number);
    return value >= from && value <= to && (value - from) % Number(step) === 0;
  });
}

/** Days are counted from one, so every second day of a month is the first, the third and so on. */
function matches(schedule: string, at: Date): boolean {
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = schedule.split(' ');
  const counted = (field: string, value: number) => (field.startsWith('*') ? holds(field, value - 1) : holds(field, value));
  return holds(minute, at.getUTCMinutes()) && holds(hour, at.getUTCHours()) && counted(day, at.getUTCDate()) && counted(month, at.getUTCMonth() + 1) && holds(weekday, at.getUTCDay());
}

/** The first minute after `now` that a schedule names, within a month; null when there is none. Pure. */
export function nextRun(schedule: string, now: Date): Date | null {
  const first = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  for (let at = first; at < first + 31 * DAY_MS; at += MINUTE_MS) if (matches(schedule, new Date(at))) return new Date(at);
  return null;
}
