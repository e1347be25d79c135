import { parseCrontab } from 'graphile-worker';
import { expect, test } from 'vitest';
import { CRONTAB } from '@/server/jobs/crontab';
import { nextRun, toCrontabLines } from './next-run';

const NOW = new Date('2026-11-20T09:41:30Z');

test.each([
  ['* * * * *', '2026-11-20T09:42:00.000Z'],
  ['*/5 * * * *', '2026-11-20T09:45:00.000Z'],
  ['41 * * * *', '2026-11-20T10:41:00.000Z'],
  ['23 3 * * *', '2026-11-21T03:23:00.000Z'],
  ['0 6 * * 1', '2026-11-23T06:00:00.000Z'],
  ['10,50 9-10 * * *', '2026-11-20T09:50:00.000Z'],
  ['0 0 1 * *', '2026-12-01T00:00:00.000Z'],
  ['0 0 30 2 *', null],
])('after 09:41:30, %s is next at %s', (schedule, at) => expect(nextRun(schedule, NOW)?.toISOString() ?? null).toBe(at));

test('each line of our crontab is next when the queue says it is', () => {
  const items = parseCrontab(CRONTAB);
  const lines = toCrontabLines(CRONTAB);
  expect(lines.map(({ task }) => task)).toEqual(items.map(({ task }) => task));
  for (const [index, { schedule }] of lines.entries()) {
    const at = nextRun(schedule, NOW)!;
    const digest = { min: at.getUTCMinutes(), hour: at.getUTCHours(), date: at.getUTCDate(), month: at.getUTCMonth() + 1, dow: at.getUTCDay() };
    expect(items[index]!.match(digest), schedule).toBe(true);
  }
});
