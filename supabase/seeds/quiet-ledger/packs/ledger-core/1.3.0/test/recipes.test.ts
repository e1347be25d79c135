import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertBalanced } from '../src/post';
import { disputeLostEntries, payoutEntries, refundEntries, saleEntries } from '../src/recipes';

test('a seller never gets a negative payable', () => {
  const dispute = { sellerId: 's1', currency: 'dkk', amountMinor: 500n };
  const parts = (owed: bigint) => disputeLostEntries(dispute, owed).map(({ amountMinor }) => amountMinor);
  assert.deepEqual(parts(800n), [-500n, 500n, 0n]);
  assert.deepEqual(parts(200n), [-500n, 200n, 300n]);
  assert.deepEqual(parts(-10n), [-500n, 0n, 500n]);
});

const sale = { sellerId: 's1', currency: 'dkk', amountMinor: 9_999n, feeBps: 1_000n };

test('every recipe balances', () => {
  for (const entries of [saleEntries(sale), refundEntries(sale), payoutEntries('s1', 'dkk', 500n)]) assertBalanced(entries);
});

test('a sale and its refund leave nothing behind', () => {
  const left = new Map<string, bigint>();
  for (const { account, amountMinor } of [...saleEntries(sale), ...refundEntries(sale)]) {
    left.set(account, (left.get(account) ?? 0n) + amountMinor);
  }
  assert.ok([...left.values()].every((sum) => sum === 0n));
});
