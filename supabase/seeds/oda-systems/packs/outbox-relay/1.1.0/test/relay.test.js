import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoffSeconds } from '../src/backoff.js';
import { createRelay } from '../src/relay.js';

function fakePool(rows) {
  const statements = [];
  const client = {
    release() {},
    async query(sql, values) {
      statements.push([sql.trim().split(/\s+/).slice(0, 3).join(' '), values]);
      return { rows: sql.includes('skip locked') ? rows.splice(0) : [] };
    },
  };
  return { statements, connect: async () => client };
}

test('a delivered event is marked in the same transaction', async () => {
  const pool = fakePool([{ id: '7', topic: 't', key: 'a', payload: {}, attempts: 0 }]);
  const got = [];
  const relay = createRelay({ pool, deliver: async (event) => got.push(event.id) });
  assert.equal(await relay.tick(), 1);
  assert.deepEqual(got, ['7']);
  assert.deepEqual(pool.statements.map(([sql]) => sql), ['begin', 'select id, topic,', 'update outbox set', 'commit']);
});

test('backoff doubles, is capped, and is never more than its base', () => {
  assert.deepEqual([1, 2, 3, 20].map((n) => backoffSeconds(n, () => 0)), [1, 2, 4, 900]);
  assert.equal(backoffSeconds(1, () => 1), 0.75);
});
