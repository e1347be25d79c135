import fc from 'fast-check';
import { compare } from 'semver';
import { describe, expect, it } from 'vitest';
import { toSortKey } from './to-sort-key';

const number = fc.integer({ min: 0, max: 999_999_999 });
const identifier = fc.oneof(number.map(String), fc.stringMatching(/^[a-z-][a-z0-9-]{0,4}$/));
const version = fc.tuple(number, number, number, fc.array(identifier, { maxLength: 3 })).map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre.length === 0 ? '' : `-${pre.join('.')}`}`);

describe('toSortKey', () => {
  it('orders as semver does', () => {
    const order = ['1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0', '1.2.0', '1.10.0', '2.0.0'];
    expect([...order].sort((left, right) => (toSortKey(left) < toSortKey(right) ? -1 : 1))).toEqual(order);
    const near = fc.tuple(fc.constantFrom('1.0.0', '1.0.1'), fc.array(fc.oneof(fc.constantFrom('a', 'a-', 'ab', '-', '0', '1', '10', '2')), { maxLength: 3 })).map(([core, pre]) => (pre.length === 0 ? core : `${core}-${pre.join('.')}`));
    fc.assert(
      fc.property(fc.oneof(version, near), fc.oneof(version, near), (left, right) => {
        const [here, there] = [toSortKey(left), toSortKey(right)];
        expect(here < there ? -1 : here > there ? 1 : 0).toBe(compare(left, right));
      }),
      { numRuns: 3_000 },
    );
  });

  it('refuses what is no version', () => {
    expect(() => toSortKey('1.0')).toThrow(RangeError);
  });
});
