import fc from 'fast-check';
import superjson, { type SuperJSONResult } from 'superjson';
import { describe, expect, it } from 'vitest';
import { transformer } from './transformer';

/** Over the wire as the browser reads it. */
const sent = (payload: SuperJSONResult) => JSON.parse(JSON.stringify(payload)) as SuperJSONResult;
const overTheWire = (value: unknown) => superjson.deserialize(sent(transformer.serialize(value)));

// superjson refuses these names on purpose: they reach a prototype.
const key = fc.string().filter((name) => !['__proto__', 'prototype', 'constructor'].includes(name));
const anything = fc.anything({ key, withDate: true, withMap: true, withSet: true, withBigInt: true });

describe('transformer', () => {
  it('is superjson to a browser, whatever the value', () => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(overTheWire(value)).toEqual(superjson.deserialize(sent(superjson.serialize(value))));
      }),
    );
  });

  it('reads what a browser writes', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const written = sent(superjson.serialize(value));
        expect(transformer.deserialize(structuredClone(written))).toEqual(superjson.deserialize(written));
      }),
    );
  });

  it.each([[undefined], [{ a: undefined }], [[undefined]], [new Date(0)], [{ a: { b: new Date(0) } }], [1n], [NaN], [-0], [Infinity], [new Map([[1, 2]])], [new Set([1])], [/x/g], [new URL('https://x.example')]])('keeps %o', (value) => {
    expect(overTheWire(value)).toEqual(value);
  });

  it('leaves plain JSON as it is', () => {
    const value = { items: [{ id: 'a', price: 12, tags: ['x'], none: null, yes: true }] };
    expect(transformer.serialize(value)).toEqual({ json: value });
  });

  it('does not follow an endless value', () => {
    const value: Record<string, unknown> = {};
    value.self = value;
    expect(transformer.serialize(value)).toHaveProperty('meta');
  });
});
