import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toXmlCharacters, toXmlText } from './to-xml-text';

test('whatever somebody writes is text in XML, and readable text stays as it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(toXmlText(text)).not.toMatch(/[<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\uFFFE\uFFFF]|&(?!(amp|lt|gt|quot|apos);)/);
  }));
  expect(toXmlCharacters('Ünïcode 🔑 and\ttabs')).toBe('Ünïcode 🔑 and\ttabs');
  expect(toXmlText('a & b < "c"')).toBe('a &amp; b &lt; &quot;c&quot;');
});
