import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowNetMinor, totalsOf } from '../src/totals';

test('tax is rounded once per rate, not per row', () => {
  const rows = Array.from({ length: 3 }, () => ({ text: 'x', quantityMilli: 1000, unitMinor: 33, taxPercent: 25 }));
  assert.deepEqual(totalsOf(rows), { netMinor: 99, taxes: [{ percent: 25, netMinor: 99, taxMinor: 25 }], grossMinor: 124 });
});

test('rates are listed from high to low', () => {
  const totals = totalsOf([
    { text: 'a', quantityMilli: 1000, unitMinor: 1000, taxPercent: 7 },
    { text: 'b', quantityMilli: 500, unitMinor: 3333, taxPercent: 19 },
  ]);
  assert.deepEqual(totals.taxes.map(({ percent, taxMinor }) => [percent, taxMinor]), [[19, 317], [7, 70]]);
});

test('credit notes mirror invoices', () => {
  const row = { text: 'x', quantityMilli: 500, unitMinor: 101, taxPercent: 0 };
  assert.equal(rowNetMinor({ ...row, quantityMilli: -500 }), -rowNetMinor(row));
});
