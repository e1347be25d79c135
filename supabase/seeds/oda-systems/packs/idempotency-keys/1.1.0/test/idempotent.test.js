import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprintOf, idempotent } from '../src/idempotent.js';
import { memoryStore } from '../src/memory-store.js';

const request = { key: 'k1', scope: 'user-1', body: { amount: 500, currency: 'nok' } };

test('fifty equal requests do the work once', async () => {
  const store = memoryStore();
  let charges = 0;
  const work = async () => ({ status: 201, body: { charge: ++charges } });
  const answers = await Promise.all(Array.from({ length: 50 }, () => idempotent(store, request, work)));
  assert.equal(charges, 1);
  assert.ok(answers.every(({ status }) => status === 201 || status === 409));
  assert.deepEqual(await idempotent(store, request, work), { status: 201, body: { charge: 1 } });
});

test('the same key with another body is refused', async () => {
  const store = memoryStore();
  await idempotent(store, request, async () => ({ status: 201, body: {} }));
  const other = await idempotent(store, { ...request, body: { amount: 900 } }, () => assert.fail());
  assert.equal(other.status, 422);
});

test('the order of keys in the body does not matter', () => {
  assert.equal(fingerprintOf({ a: 1, b: { c: 2, d: 3 } }), fingerprintOf({ b: { d: 3, c: 2 }, a: 1 }));
  assert.notEqual(fingerprintOf([1, 2]), fingerprintOf([2, 1]));
});
