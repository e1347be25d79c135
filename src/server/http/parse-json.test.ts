import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json';

describe('parseJson', () => {
  it('reads what our clients send', () => {
    const value = { a: [1, { b: 'brackets ]}[{ in "text" and \\ too' }], c: null, d: 'ümlaut \u2028' };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
    expect(parseJson('{"text":"a constructor of __proto__"}')).toEqual({ text: 'a constructor of __proto__' });
  });

  it.each(['', '{', '{"a":}', "{'a':1}", '[1,]', '\ufeff{}', 'NaN'])('refuses %j as not JSON', (text) => expect(() => parseJson(text)).toThrow('This is not JSON.'));

  it.each(['{"__proto__":{"admin":true}}', '{"json":{"a":[{"constructor":1}]}}', '{"prototype":1}', '{"\\u005f_proto__":1}', '{"\\u0063onstructor":1}'])('refuses the key in %s (A16)', (text) => {
    expect(() => parseJson(text)).toThrow('is not allowed');
    expect(Reflect.get({}, 'admin')).toBeUndefined();
  });

  it('refuses 20,000 levels before parsing them, with flat memory (X13)', () => {
    for (const text of ['['.repeat(20_000) + ']'.repeat(20_000), '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000)]) {
      const before = process.memoryUsage().heapUsed;
      expect(() => parseJson(text)).toThrow('levels deep');
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(2_000_000);
    }
  });

  it('counts no brackets inside text', () => {
    const text = '['.repeat(1_000);
    expect(parseJson(JSON.stringify({ text }))).toEqual({ text });
    expect(parseJson(JSON.stringify({ text: `\\"${text}` }))).toEqual({ text: `\\"${text}` });
  });
});
