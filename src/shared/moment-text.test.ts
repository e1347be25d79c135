import { expect, it } from 'vitest';
import { formatDate, formatDateTime } from '@/ui/format';
import { dateText, dateTimeText, isLocale, LOCALES, PLAIN_FORMATS, timeZones, zonedText } from './moment-text';

const AT = '2026-11-20T23:41:00Z';

it('writes plainly what the rest of the shop writes', () => {
  for (const at of [AT, '2026-09-01T00:00:00Z', '2026-02-28T12:05:00Z']) {
    expect(dateText(at, PLAIN_FORMATS).replace('Sept', 'Sep')).toBe(formatDate(at));
    expect(dateTimeText(at, PLAIN_FORMATS).replace('Sept', 'Sep')).toBe(formatDateTime(at));
  }
});

it('writes the day and hour of the person’s own clock, in their language', () => {
  expect(dateText(AT, { locale: 'en', timeZone: 'Asia/Tokyo' })).toBe('21 Nov 2026');
  expect(dateTimeText(AT, { locale: 'de-DE', timeZone: 'Europe/Berlin' })).toBe('21.11.2026, 00:41');
  expect(zonedText(AT, PLAIN_FORMATS)).toBe('20 Nov 2026, 23:41 UTC');
});

it('knows only zones and languages that exist, and falls back to UTC for a zone that is no more', () => {
  expect(timeZones().has('Europe/Berlin')).toBe(true);
  for (const wrong of ['Mars/Olympus', '+02:00', '', 'europe/berlin', '__proto__']) expect(timeZones().has(wrong), wrong).toBe(false);
  expect(dateText(AT, { locale: 'en', timeZone: 'Mars/Olympus' })).toBe('20 Nov 2026');
  for (const { tag } of LOCALES) expect(Intl.DateTimeFormat.supportedLocalesOf(tag)).toEqual([tag]);
  expect(isLocale('tlh')).toBe(false);
});
