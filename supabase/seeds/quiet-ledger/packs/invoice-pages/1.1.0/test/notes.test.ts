import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notesOf } from '../src/notes';

const row = { text: 'x', quantityMilli: 1000, unitMinor: 100, taxPercent: 0 };
const reverseCharge = { sellerVat: 'DK12345678', buyerVat: 'DE123456789' };

test('the sentence needs both the agreement and an untaxed row', () => {
  assert.equal(notesOf({ rows: [row], reverseCharge }).length, 2);
  assert.deepEqual(notesOf({ rows: [{ ...row, taxPercent: 25 }], reverseCharge }), []);
  assert.deepEqual(notesOf({ rows: [row] }), []);
});
