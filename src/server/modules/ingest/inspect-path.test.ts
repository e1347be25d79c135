import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPathCollision, findPathFault, toCollisionKey, toPrintable } from './inspect-path';

const segment = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019_-.@[]()+ é日')), minLength: 1, maxLength: 12 }).filter((text) => !/^\s|[\s.]$/.test(text) && !/^\.+$/.test(text) && !/^(?:con|prn|aux|nul)/i.test(text));
const wicked = fc.constantFrom('..', '.', '', '\\', '/', ':', '%2e', '%2F', '\0', '\u202e', '\u200b', '．', '／', '\u2024', 'C:', 'CON', 'nul.txt', ' ', '~', '\ud800', '\n', '\ufeff', '*', '?');

describe('findPathFault', () => {
  it('takes names that are in real packs', () => {
    for (const name of ['README.md', 'src/index.js', '.github/workflows/ci.yml', 'app/(shop)/[slug]/page.tsx', 'app/@modal/default.tsx', 'C++ notes.md', 'a+b.md', '日本語.md', 'café.md', '.env.example', 'docs/v1.0/..hidden', 'com10.txt', 'console.md'])
      expect([name, findPathFault(name)]).toEqual([name, null]);
  });

  it('never lets a name out of its folder, whatever is put together', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 3, arbitrary: segment }, wicked), { minLength: 1, maxLength: 6 }), fc.constantFrom('', '/'), (parts, glue) => {
        const name = parts.join(glue);
        if (findPathFault(name) !== null) return;
        for (const form of [name, name.normalize('NFKC'), decodeURIComponent(name.replace(/%(?![0-9a-f]{2})/gi, '%25'))]) {
          expect(path.posix.resolve('/pack', form).startsWith('/pack/')).toBe(true);
          expect(path.win32.resolve('C:\\pack', form).startsWith('C:\\pack\\')).toBe(true);
        }
        expect(name).not.toMatch(/[\u0000-\u001f\u202e\u200b]/);
      }),
      { numRuns: 3_000 },
    );
  });

  it('takes every name made of harmless parts', () => {
    fc.assert(fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (parts) => findPathFault(parts.join('/')) === null), { numRuns: 1_000 });
  });
});

describe('findPathCollision', () => {
  it('finds what one disk would hold as one file', () => {
    expect(findPathCollision(['a.md', 'b.md', 'src/a.md'])).toBeNull();
    expect(findPathCollision(['a/b', 'a/c'], ['a'])).toBeNull();
    for (const clash of [['a', 'a'], ['a', 'A'], ['caf\u00e9', 'cafe\u0301'], ['a', 'a/b'], ['a/b', 'a'], ['src/x', 'SRC/y'], ['straße', 'STRASSE'], ['ﬁle', 'file']]) expect([clash, findPathCollision(clash)?.code]).toEqual([clash, 'path_collision']);
    expect(findPathCollision(['a'], ['a'])?.code).toBe('path_collision');
  });

  it('is the same whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom('a', 'A', 'b', 'é', 'e\u0301'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')), { maxLength: 6 }), (names) => {
        expect(findPathCollision([...names].reverse()) === null).toBe(findPathCollision(names) === null);
        if (findPathCollision(names) === null) expect(new Set(names.map(toCollisionKey)).size).toBe(names.length);
      }),
    );
  });
});

describe('toPrintable', () => {
  it('shows no character that acts', () => {
    expect(toPrintable('a\u202eb\0\n\ud800')).toBe('a\\u{202e}b\\u{0}\\u{a}\\u{d800}');
    expect(toPrintable('x'.repeat(500)).length).toBeLessThanOrEqual(120);
  });
});
