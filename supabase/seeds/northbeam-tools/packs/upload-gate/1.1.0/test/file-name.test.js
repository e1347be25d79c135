import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentDisposition, safeFileName } from '../src/file-name.js';

test('paths, dots and reserved names do not survive', () => {
  assert.equal(safeFileName('../../etc/passwd'), 'passwd');
  assert.equal(safeFileName('C:\\temp\\nul.txt'), 'file');
  assert.equal(safeFileName('...'), 'file');
  assert.equal(safeFileName('Räksmörgås.pdf'), 'Räksmörgås.pdf');
  assert.equal(safeFileName('a\u202Egpj.exe'), 'agpj.exe');
});

test('the header carries both names', () => {
  assert.equal(contentDisposition('år.pdf'), `attachment; filename="_r.pdf"; filename*=UTF-8''%C3%A5r.pdf`);
});
