import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromCursor, toCursor } from './keyset-cursor';

it('reads what it wrote', () => {
  fc.assert(fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-01-01') }), fc.stringMatching(/^[a-z_0-9]{1,30}$/), (at, id) => {
    expect(toCursor({ at, id })).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(fromCursor(toCursor({ at, id }))).toEqual({ at, id });
  }));
});

it('begins without one, and refuses anything else', () => {
  expect(fromCursor(undefined)).toBeNull();
  for (const wrong of ['', 'x', 'bnVsbA', btoa('[1,2]'), btoa('["never","ord_1"]'), btoa('{"a":1}')]) expect(() => fromCursor(wrong)).toThrow('cannot be found');
});
