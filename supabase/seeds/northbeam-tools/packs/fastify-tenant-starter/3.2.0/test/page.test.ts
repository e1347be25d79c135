import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromCursor, toCursor } from '../src/page';

test('a cursor survives the round trip', () => {
  const row = { createdAt: '2026-10-12 08:00:00.123456+00', id: '018f6b8e-0000-7000-8000-000000000001' };
  assert.deepEqual(fromCursor(toCursor(row)), row);
  assert.equal(fromCursor(undefined), undefined);
});

test('anything else is a 400', () => {
  for (const text of ['x', Buffer.from('["soon","1"]').toString('base64url')]) {
    assert.throws(() => fromCursor(text), { statusCode: 400 });
  }
});
