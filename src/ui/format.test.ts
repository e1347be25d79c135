import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatDate, formatDateTime, formatDay, formatMoney, formatPlural, formatTime } from '@/ui/format';

describe('formatMoney', () => {
  it.each([
    [4900, 'usd', '$49.00'],
    [0, 'usd', '$0.00'],
    [-3400, 'usd', '\u2212$34.00'],
    [123456789, 'usd', '$1,234,567.89'],
    [1200, 'eur', '€12.00'],
    [4900, 'jpy', '¥4,900'],
    [1500, 'kwd', 'KWD 1.500'],
  ])('writes %i %s as %s in a sum', (amount, currency, text) => {
    expect(formatMoney(amount, currency)).toBe(text);
  });

  it.each([
    [4900, 'usd', '$49'],
    [4950, 'usd', '$49.50'],
    [0, 'usd', 'Free'],
    [4900, 'jpy', '¥4,900'],
    [1000, 'kwd', 'KWD 1'],
  ])('writes %i %s as %s on the shelf', (amount, currency, text) => {
    expect(formatMoney(amount, currency, { shelf: true })).toBe(text);
  });
});

describe('dates', () => {
  const now = '2026-11-20T09:41:07Z';

  it('writes days and times in UTC', () => {
    expect(formatDate(now)).toBe('20 Nov 2026');
    expect(formatDate('2026-09-02T23:59:59.999Z')).toBe('2 Sep 2026');
    expect(formatTime(now)).toBe('09:41');
    expect(formatDateTime(now)).toBe('20 Nov 2026, 09:41');
  });

  it.each([
    ['2026-11-20T23:00:00Z', 'Today'],
    ['2026-11-19T00:00:00Z', 'Yesterday'],
    ['2026-11-21T00:00:00Z', 'Tomorrow'],
    ['2026-11-23T12:00:00Z', 'Monday 23 Nov'],
    ['2026-11-14T12:00:00Z', 'Saturday 14 Nov'],
    ['2026-11-13T12:00:00Z', '13 Nov 2026'],
    ['2026-12-20T00:00:00Z', '20 Dec 2026'],
  ])('names %s as %s', (at, text) => {
    expect(formatDay(at, now)).toBe(text);
  });
});

describe('amounts of things', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 KB'],
    [18_240, '18.2 KB'],
    [999_600, '1 MB'],
    [11_400_000, '11.4 MB'],
    [250_000_000, '250 MB'],
    [3_000_000_000_000, '3 TB'],
  ])('writes %i bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('counts with separators and the right number', () => {
    expect(formatCount(1024)).toBe('1,024');
    expect(formatPlural(1, 'seller')).toBe('1 seller');
    expect(formatPlural(2386, 'thing')).toBe('2,386 things');
    expect(formatPlural(0, 'entry', 'entries')).toBe('0 entries');
  });
});
