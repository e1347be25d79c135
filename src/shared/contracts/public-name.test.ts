import { describe, expect, it } from 'vitest';
import { PublicName } from './public-name';

describe('public names (X04)', () => {
  it.each([
    ['Ida Moberg', 'Ida Moberg'],
    ['  Ida   Moberg ', 'Ida Moberg'],
    ['Ida <b>Moberg</b>', 'Ida <b>Moberg</b>'],
    ['=HYPERLINK("x")', '=HYPERLINK("x")'],
    ["O'Hara; drop table users", "O'Hara; drop table users"],
    ['李小龍', '李小龍'],
    ['Zoë', 'Zoë'],
    ['نور', 'نور'],
    ['Ida 🔑', 'Ida 🔑'],
  ])('takes %j', (given, kept) => expect(PublicName.parse(given)).toBe(kept));

  it.each(['', '   ', 'x'.repeat(81), 'a\u0000b', 'a\nb', '\u202eadI', 'Ida\u200b', '\u3164', '\u2800\u2800', '---', 'Z\u0300\u0301\u0302\u0303\u0304a', 'http://evil.example', 'visit www.evil.test', 'cheap-keys.com', 'Latchkey', 'latchkey support', 'ADMIN', 'Moderator', '\ue000x'])('refuses %j', (given) =>
    expect(PublicName.safeParse(given).success).toBe(false));
});
