import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toReturnPath } from './to-return-path';

const SHOP = 'https://shop.example';
const OWN_LIST = [
  'https://evil.example', '//evil.example', '/\\evil.example', '\\\\evil.example', '///evil.example', '/\t/evil.example', '/\n/evil.example', '\t//evil.example', 'https:evil.example', 'https:/evil.example', 'http:evil.example',
  'javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'https://shop.example@evil.example', 'https://shop.example.evil.example', 'https://evil.example#shop.example', 'https://evil.example/shop.example',
  '/..//evil.example', '/.//evil.example', '/a/..//evil.example', 'http://shop.example', 'https://shop.example:444/', 'https://user@shop.example/', 'evil.example', '', '/%2f%2fevil.example', '/%5cevil.example', '/%09/evil.example',
  'http://[::1]', 'https://[', 'ftp://shop.example/', 'blob:https://shop.example/x', '/api/auth/signout', '/sign-in?to=/', '/sign-out',
];
// The folder lies beside the repository on some machines only.
const given = path.resolve('..', 'shared', 'data', 'hostile', 'text', 'open_redirect.txt');

/** Where a browser that is on the shop would go. */
const resolved = (target: string, base: string) => new URL(target, `${base}/sign-in`);

describe('toReturnPath (A12)', () => {
  it.each(OWN_LIST)('goes home instead of %j', (target) => expect(toReturnPath(target, SHOP)).toBe('/'));

  it.skipIf(!existsSync(given))('stays on its own origin for every string of the list beside the repository', () => {
    const targets = readFileSync(given, 'utf8').split('\n').filter(Boolean);
    expect(targets.length).toBeGreaterThan(10);
    for (const base of [SHOP, 'http://localhost:3000']) {
      for (const target of targets) {
        const answer = toReturnPath(target, base);
        expect(answer).toMatch(/^\/(?![/\\])/);
        expect(resolved(answer, base).origin).toBe(base);
      }
    }
  });

  it.each([
    ['/marketplace?type=node&q=a%20b#top', '/marketplace?type=node&q=a%20b#top'],
    ['https://shop.example/account/keys', '/account/keys'],
    ['/', '/'],
    ['/a/../account', '/account'],
    ['/redirect?u=https://evil.example', '/redirect?u=https://evil.example'],
  ])('keeps %s', (target, answer) => expect(toReturnPath(target, SHOP)).toBe(answer));

  it('goes home for what is no text, or endless', () => {
    for (const target of [undefined, null, 7, ['/a'], { toString: () => '/a' }, `/${'a'.repeat(5_000)}`]) expect(toReturnPath(target, SHOP)).toBe('/');
  });
});
