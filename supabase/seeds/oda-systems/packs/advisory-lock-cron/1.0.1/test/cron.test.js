import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextRun, parseCron } from '../src/cron.js';

const next = (cron, from) => nextRun(cron, new Date(from)).toISOString().slice(0, 16);

test('steps, ranges and lists', () => {
  assert.equal(next('*/15 * * * *', '2026-02-02T10:07:00Z'), '2026-02-02T10:15');
  assert.equal(next('0 9-17/4 * * *', '2026-02-02T13:00:00Z'), '2026-02-02T17:00');
  assert.equal(next('5,35 * * * *', '2026-02-02T10:06:00Z'), '2026-02-02T10:35');
});

test('months roll over and leap days are found', () => {
  assert.equal(next('0 0 1 1 *', '2026-02-02T00:00:00Z'), '2027-01-01T00:00');
  assert.equal(next('0 0 29 2 *', '2026-03-01T00:00:00Z'), '2028-02-29T00:00');
});

test('two day fields mean either', () => {
  assert.equal(next('0 0 13 * 5', '2026-02-02T00:00:00Z'), '2026-02-06T00:00');
});

test('nonsense is refused', () => {
  for (const cron of ['* * * *', '60 * * * *', '* * 0 * *', '5-1 * * * *', 'a * * * *', '*/0 * * * *']) {
    assert.throws(() => parseCron(cron));
  }
  assert.throws(() => nextRun('0 0 31 2 *', new Date('2026-01-01')), /never comes/);
});
