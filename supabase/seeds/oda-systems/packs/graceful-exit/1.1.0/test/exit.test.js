import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createExit } from '../src/index.js';

test('closers run in order and only once', async () => {
  const seen = [];
  const exit = createExit();
  exit.add('second', async () => seen.push('second'), 'close');
  exit.add('first', () => seen.push('first'), 'stop');
  assert.equal(await exit.now(), 0);
  await exit.now();
  assert.deepEqual(seen, ['first', 'second']);
});

test('a closer that hangs costs its deadline and the exit code', async () => {
  const lines = [];
  const exit = createExit({ timeoutMs: 20, log: (line) => lines.push(line) });
  exit.add('stuck', () => new Promise(() => {}));
  assert.equal(await exit.now(), 1);
  assert.match(lines[0], /stuck did not close/);
});
