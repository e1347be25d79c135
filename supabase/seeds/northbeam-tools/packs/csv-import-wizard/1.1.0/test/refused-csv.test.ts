import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toRefusedCsv } from '../src/refused-csv';

test('reasons are added and formulas are defused', () => {
  const csv = toRefusedCsv(['email', 'note'], [['ok@b.se', ''], ['=HYPERLINK("x")', 'a,b']], [{ row: 3, reasons: ['Email is not an address'] }]);
  assert.equal(csv, `email,note,Reason\r\n"'=HYPERLINK(""x"")","a,b",Email is not an address`);
});
