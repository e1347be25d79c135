import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineTask, enqueue } from '../src/task';

const ping = defineTask({
  name: 'ping',
  parse: (input) => {
    const { host } = input as { host?: unknown };
    if (typeof host !== 'string') throw new TypeError('host is missing');
    return { host };
  },
  run: async () => {},
});

test('enqueue passes name, payload and key in the right places', async () => {
  const calls: unknown[][] = [];
  const client = { query: async (_sql: string, values: unknown[]) => void calls.push(values) };
  await enqueue(client, ping, { host: 'db1' }, { jobKey: 'ping:db1', maxAttempts: 3 });
  assert.equal(calls[0]?.[0], 'ping');
  assert.equal(calls[0]?.[1], '{"host":"db1"}');
  assert.deepEqual(calls[0]?.slice(4), [3, 'ping:db1']);
});

test('a payload of another shape never reaches the queue', async () => {
  const client = { query: async () => assert.fail('must not be called') };
  await assert.rejects(enqueue(client, ping, {} as { host: string }), /host is missing/);
});

test('names are kebab-case', () => {
  assert.throws(() => defineTask({ ...ping, name: 'sendMail' }), /kebab-case/);
});
