import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRows } from '../src/check-rows';
import { parseCsv } from '../src/csv';
import { matchColumns } from '../src/match-columns';

const fields = [
  { name: 'email', label: 'Email', required: true, aliases: ['e-post'], check: (v: string) => (v.includes('@') ? undefined : 'is not an address') },
  { name: 'name', label: 'Full name' },
];

test('quotes, line breaks, semicolons and a byte order mark', () => {
  assert.deepEqual(parseCsv('\uFEFFa;b\r\n"1;""2""\n3";x\r\n\r\n'), [['a', 'b'], ['1;"2"\n3', 'x']]);
  assert.throws(() => parseCsv('a,b\n"open,1\n2'), /Line 2/);
});

test('columns are guessed once each', () => {
  assert.deepEqual(matchColumns(['Kund: Full Name', 'E-post'], fields), { email: 1, name: 0 });
  assert.deepEqual(matchColumns(['x'], fields), {});
});

test('refused rows carry the number the sheet shows', () => {
  const checked = checkRows([['a@b.se'], ['nope'], ['']], fields, { email: 0 });
  assert.deepEqual(checked.accepted, [{ email: 'a@b.se', name: '' }]);
  assert.deepEqual(checked.refused, [{ row: 3, reasons: ['Email is not an address'] }, { row: 4, reasons: ['Email is empty'] }]);
});
