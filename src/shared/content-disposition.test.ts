import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDisposition } from './content-disposition';

test('a plain name stays as it is', () => {
  expect(contentDisposition('kit-1.0.0.zip')).toBe(`attachment; filename="kit-1.0.0.zip"; filename*=UTF-8''kit-1.0.0.zip`);
});

test('other scripts go percent-encoded beside an ASCII form', () => {
  expect(contentDisposition('Schlüssel.zip')).toBe(`attachment; filename="Schl_ssel.zip"; filename*=UTF-8''Schl%C3%BCssel.zip`);
});

test('line breaks, quotes, slashes and direction marks never reach the header', () => {
  expect(contentDisposition('a"\r\nSet-Cookie: x=1\u202egnp.zip')).toBe(`attachment; filename="a-Set-Cookie- x=1gnp.zip"; filename*=UTF-8''a-Set-Cookie-%20x%3D1gnp.zip`);
  expect(contentDisposition('../../etc/passwd')).not.toContain('/');
  expect(contentDisposition('\u202e\r\n')).toContain('filename="download"');
});

test('whatever the name, the header is one line of printable ASCII with two quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const header = contentDisposition(name.toWellFormed());
      expect(header).toMatch(/^attachment; filename="[ -!#-~]+"; filename\*=UTF-8''[\w!#$%&+.^`|~-]+$/);
    }),
  );
});
