import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IngestRefusal } from './ingest-refusal';
import { parseStrictJson } from './parse-strict-json';

const options = { item: 'x.json', maxBytes: 1_000_000, maxDepth: 32 };

function verdict(text: string | Buffer, more: Partial<typeof options & { anyNumber: boolean }> = {}): string {
  try {
    parseStrictJson(Buffer.from(text), { ...options, ...more });
    return 'taken';
  } catch (error) {
    if (error instanceof IngestRefusal) return `${error.problem.code} ${error.problem.field}`;
    throw error;
  }
}

describe('parseStrictJson', () => {
  const cases: [string, string | Buffer, string][] = [
    ['no bytes', '', 'json_empty $'],
    ['spaces only', '  \n', 'json_syntax $'],
    ['half a document', '{"a":1', 'json_syntax $'],
    ['a comment', '{"a":1} // x', 'json_syntax $'],
    ['a trailing comma', '{"a":1,}', 'json_syntax $'],
    ['two documents', '{}{}', 'json_syntax $'],
    ['NaN', '{"a":NaN}', 'json_syntax $'],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le'), 'json_syntax $'],
    ['UTF-16 with mark', Buffer.from('\ufeff{"a":1}', 'utf16le'), 'json_encoding $'],
    ['Latin-1', Buffer.from('{"a":"\u00e9"}', 'latin1'), 'json_encoding $'],
    ['half a surrogate', String.raw`{"a":["x","\ud800"]}`, 'json_surrogate a[1]'],
    ['a surrogate pair', String.raw`{"a":"\ud83d\ude00"}`, 'taken'],
    ['NUL', String.raw`{"a":{"b":"x\u0000y"}}`, 'json_nul a.b'],
    ['NUL in a key', String.raw`{"a\u0000":1}`, 'json_nul a\\u{0}'],
    ['a backslash before u0000', String.raw`{"a":"\\u0000"}`, 'taken'],
    ['a key twice', '{"a":1,"b":{"c":1,"c":2}}', 'json_duplicate_key b.c'],
    ['a key twice, once escaped', String.raw`{"a":1,"\u0061":2}`, 'json_duplicate_key a'],
    ['one key in two objects', '[{"a":1},{"a":1}]', 'taken'],
    ['__proto__', '{"__proto__":{"admin":true}}', 'json_forbidden_key __proto__'],
    ['__proto__, escaped', String.raw`{"\u005f_proto__":1}`, 'json_forbidden_key __proto__'],
    ['constructor, deep', '{"a":[{"constructor":1}]}', 'json_forbidden_key a[0].constructor'],
    ['constructor as a value', '{"a":"constructor"}', 'taken'],
    ['1e400', '{"a":1e400}', 'json_number a'],
    ['minus zero', '{"a":-0}', 'json_number a'],
    ['minus zero with decimals', '{"a":-0.0e5}', 'json_number a'],
    ['digits beyond 2^53', '{"a":9007199254740993}', 'json_number a'],
    ['a mark of byte order', '\ufeff{"a":1}', 'taken'],
    ['brackets in text', '{"a":"]}{[\\"","b":2}', 'taken'],
  ];
  it.each(cases)('decides about %s', (_case, text, expected) => {
    expect(verdict(text)).toBe(expected);
  });

  it('refuses depth without needing stack, and size before reading', () => {
    expect(verdict('['.repeat(20_000) + ']'.repeat(20_000))).toBe('json_too_deep $');
    expect(verdict('{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000))).toBe('json_too_deep $');
    expect(verdict(`[${'{},'.repeat(260_000)}{}]`)).toBe('json_too_many $');
    expect(verdict('["[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["]')).toBe('taken');
    expect(verdict('{"never parsed', { maxBytes: 5 })).toBe('json_too_large $');
  });

  it('lets measured data keep its numbers', () => {
    expect(verdict('[-0, 9007199254740993]', { anyNumber: true })).toBe('taken');
  });

  it('reads what JSON.parse reads', () => {
    const harmless = fc.jsonValue({ maxDepth: 5 }).filter((value) => !/__proto__|constructor|prototype|\\u0000|\\ud[89a-f]|-0/i.test(JSON.stringify(value)));
    fc.assert(
      fc.property(harmless, fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseStrictJson(Buffer.from(text), { ...options, anyNumber: true })).toEqual(JSON.parse(text));
      }),
    );
  });
});
