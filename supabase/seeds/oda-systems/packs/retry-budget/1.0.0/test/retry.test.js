import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBudget } from '../src/budget.js';
import { retryAfterMs } from '../src/retry-after.js';
import { retry } from '../src/retry.js';

test('the third attempt may succeed', async () => {
  const result = await retry(async ({ attempt }) => {
    if (attempt < 3) throw new Error('busy');
    return attempt;
  }, { baseMs: 1 });
  assert.equal(result, 3);
});

test('an empty budget fails fast', async () => {
  const budget = createBudget({ capacity: 2 });
  let calls = 0;
  const down = async () => { calls += 1; throw new Error('down'); };
  for (let i = 0; i < 10; i += 1) await assert.rejects(retry(down, { budget, attempts: 5, baseMs: 1 }));
  assert.equal(calls, 12);
});

test('errors that are final are not repeated', async () => {
  let calls = 0;
  await assert.rejects(retry(async () => { calls += 1; throw new TypeError('bad'); }, { when: (e) => !(e instanceof TypeError) }));
  assert.equal(calls, 1);
});

test('Retry-After in seconds and as a date', () => {
  assert.equal(retryAfterMs('3'), 3000);
  assert.equal(retryAfterMs('Mon, 15 Jun 2026 10:00:05 GMT', Date.parse('2026-06-15T10:00:00Z')), 5000);
  assert.equal(retryAfterMs('soon'), undefined);
});
