import { expect, it } from 'vitest';
import { formatDate, formatDateTime, formatDay, formatTime } from '@/ui/format';
import { fillMarks, dayMark, momentMark } from './moment-marks';
import { dateText, dateTimeText, dayOf, isLocale, LOCALES, longDateText, nearDayText, PLAIN_FORMATS, timeText, timeZones, zonedText } from './moment-text';

const AT = '2026-11-20T23:41:00Z';

it('writes plainly what the rest of the shop writes', () => {
  for (const at of [AT, '2026-09-01T00:00:00Z', '2026-02-28T12:05:00Z']) {
    expect(dateText(at, PLAIN_FORMATS).replace('Sept', 'Sep')).toBe(formatDate(at));
    expect(dateTimeText(at, PLAIN_FORMATS).replace('Sept', 'Sep')).toBe(formatDateTime(at));
    expect(timeText(at, PLAIN_FORMATS)).toBe(formatTime(at));
    for (const now of ['2026-11-19T01:00:00Z', '2026-11-21T01:00:00Z', '2026-11-24T01:00:00Z']) expect(nearDayText(AT, now, PLAIN_FORMATS)).toBe(formatDay(AT, now));
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

it('knows which day it is where the person is', () => {
  const tokyo = { locale: 'de-DE', timeZone: 'Asia/Tokyo' };
  expect([dayOf(AT, tokyo), longDateText(AT, tokyo), timeText(AT, tokyo)]).toEqual(['2026-11-21', '21. November 2026', '08:41']);
  expect([nearDayText(AT, '2026-11-20T10:00:00Z', tokyo), nearDayText(AT, '2026-11-20T16:00:00Z', tokyo), nearDayText(AT, '2026-11-22T16:00:00Z', tokyo)]).toEqual(['Tomorrow', 'Today', 'Samstag, 21. Nov.']);
});

it('writes what every browser writes: zones by either of their names, and plain spaces', () => {
  for (const timeZone of ['Asia/Calcutta', 'Asia/Kolkata']) expect(dateTimeText(AT, { locale: 'en', timeZone }), timeZone).toBe('21 Nov 2026, 05:11');
  for (const { tag: locale } of LOCALES) expect(dateTimeText(AT, { locale, timeZone: 'UTC' })).not.toMatch(/[\u00a0\u202f]/);
});

it('puts the reader’s dates where marks hold their place, and leaves other words alone', () => {
  const words = `Until ${dayMark(new Date(AT))}, or ${momentMark(new Date(AT))}.`;
  expect(fillMarks(words, PLAIN_FORMATS)).toBe('Until 20 November 2026, or 20 Nov 2026, 23:41 UTC.');
  expect(fillMarks(words, { locale: 'de-DE', timeZone: 'Asia/Tokyo' })).toBe('Until 21. November 2026, or 21. Nov. 2026, 08:41 GMT+9.');
  const cut = `Until ${dayMark(new Date(AT))}`;
  for (let length = 6; length < cut.length - 1; length += 1) expect(fillMarks(`${cut.slice(0, length)}…`, PLAIN_FORMATS)).toBe('Until …');
  for (const foreign of ['d1795131660000', '\ue000x1\ue001', '\ue000d99999999999999999\ue001', '\ue001…', 'A price…']) expect(fillMarks(foreign, PLAIN_FORMATS)).toBe(foreign);
});
