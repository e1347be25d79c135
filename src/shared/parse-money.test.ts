import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMoney, writeMoney } from './parse-money';

test.each([
  ['120', 'usd', 12_000], ['120.5', 'usd', 12_050], ['120,50', 'eur', 12_050], ['1 200.00', 'usd', 120_000], ['0', 'usd', 0], ['500', 'jpy', 500], ['500.00', 'jpy', 500], ['1.234', 'kwd', 1_234],
])('%s %s', (text, currency, minor) => expect(parseMoney(text, currency)).toBe(minor));

test.each([['', 'usd'], ['-1', 'usd'], ['1.234', 'usd'], ['1.5', 'jpy'], ['1e3', 'usd'], ['$5', 'usd'], ['1.2.3', 'usd'], ['.5', 'usd'], ['1234567890', 'usd']])('%s %s is none', (text, currency) => expect(parseMoney(text, currency)).toBeNull());

test('what is written is read again', () => {
  fc.assert(fc.property(fc.nat(99_999_999), fc.constantFrom('usd', 'jpy', 'kwd'), (minor, currency) => {
    expect(parseMoney(writeMoney(minor, currency), currency)).toBe(minor);
  }));
});
