import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toEmail } from './to-email';

describe('toEmail (A07)', () => {
  it.each([
    ['ida@moberg.example', 'ida@moberg.example'],
    ['Ida@Moberg.Example', 'ida@moberg.example'],
    ['  ida@moberg.example ', 'ida@moberg.example'],
    ['ida@moberg.example.', 'ida@moberg.example'],
    ['ida@bücher.example', 'ida@xn--bcher-kva.example'],
    ['ida@BU\u0308CHER.example', 'ida@xn--bcher-kva.example'],
    ['ida@xn--bcher-kva.example', 'ida@xn--bcher-kva.example'],
    ["o'hara+shop@moberg.example", "o'hara+shop@moberg.example"],
    ['\u212Aim@moberg.example', 'kim@moberg.example'],
  ])('%j is %s', (given, normal) => expect(toEmail(given)).toBe(normal));

  it.each([
    '', 'ida', '@moberg.example', 'ida@', 'ida@moberg', 'a@x.example,b@y.example', 'a@x.example, b@y.example', 'a@x.example;b@y.example', 'a@b@x.example', '"a@x.example"@y.example',
    '"a,b"@x.example', 'a b@x.example', 'a@x .example', 'a@x.example\nbcc: b@y.example', 'a@x.example\r', 'a\u0000@x.example', 'a\u200b@x.example', 'a@x\u200b.example', 'Ida <ida@x.example>', '<ida@x.example>',
    '.ida@x.example', 'ida.@x.example', 'i..da@x.example', 'ida@-x.example', 'ida@x..example', 'ida@[127.0.0.1]', 'ida@127.0.0.1', 'idä@x.example', 'a@x.example(comment)', 'a@x.example/..', 'a@x.example%00', 'a@x.example?b', 'a@x.example#b', 'a@x.example:25', 'a@x.example\\b',
  ])('refuses %j', (given) => expect(() => toEmail(given)).toThrow('Write one mail address'));

  it('refuses what is too long', () => {
    for (const given of [`${'a'.repeat(65)}@x.example`, `a@${'b'.repeat(64)}.example`, `a@${'b.'.repeat(150)}example`, 'a'.repeat(100_000)]) expect(() => toEmail(given)).toThrow('Write one mail address');
  });

  it('is its own normal form, and the database accepts it', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (given) => {
        const normal = toEmail(given);
        expect(toEmail(normal)).toBe(normal);
        expect(normal).toBe(normal.toLowerCase());
        expect(normal).toMatch(/^[^\s@,;<>"]+@[^\s@,;<>"]+$/);
      }),
    );
  });

  it('either refuses or gives one plain address, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((points) => String.fromCodePoint(...points)), fc.tuple(fc.string({ unit: 'grapheme' }), fc.domain()).map(([local, domain]) => `${local}@${domain}`)), (given) => {
        try {
          expect(toEmail(given)).toMatch(/^[!-~]+@[a-z0-9.-]+$/);
        } catch (error) {
          expect(error).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'email' } });
        }
      }),
    );
  });
});
