import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertBalanced, UnbalancedError } from '../src/post';
import { splitAmount } from '../src/split';

test('the parts add up, whatever the weights', () => {
  for (let amount = -250n; amount <= 250n; amount += 7n) {
    for (const weights of [[1n, 1n, 1n], [90n, 10n], [1n, 0n, 2n], [333n, 333n, 334n, 1n]]) {
      const parts = splitAmount(amount, weights);
      assert.equal(parts.reduce((sum, part) => sum + part, 0n), amount);
    }
  }
});

test('the odd cent goes to the largest remainder, then to the first', () => {
  assert.deepEqual(splitAmount(100n, [1n, 1n, 1n]), [34n, 33n, 33n]);
  assert.deepEqual(splitAmount(10n, [1n, 5n]), [2n, 8n]);
});

test('a refund mirrors its sale', () => {
  const mirrored = splitAmount(-1999n, [85n, 15n]).map((part) => -part);
  assert.deepEqual(mirrored, splitAmount(1999n, [85n, 15n]));
});

test('entries must balance in each currency', () => {
  assert.throws(
    () => assertBalanced([
      { account: 'a', currency: 'dkk', amountMinor: 5n },
      { account: 'b', currency: 'sek', amountMinor: -5n },
    ]),
    UnbalancedError,
  );
});
