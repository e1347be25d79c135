import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isQuietPath, toRatio } from '../src/options.js';

test('health checks are quiet, with or without a query', () => {
  assert.equal(isQuietPath('/healthz?verbose=1'), true);
  assert.equal(isQuietPath('/orders'), false);
  assert.equal(isQuietPath(undefined), false);
});

test('ratios outside 0 to 1 fall back', () => {
  assert.deepEqual([toRatio('0'), toRatio('0.5'), toRatio('7'), toRatio(''), toRatio(undefined)], [0, 0.5, 0.1, 0.1, 0.1]);
});
