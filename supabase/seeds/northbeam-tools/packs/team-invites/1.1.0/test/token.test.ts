import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createToken, hashToken } from '../src/token';

test('tokens are long, fit in a URL and do not repeat', () => {
  const tokens = new Set(Array.from({ length: 1000 }, createToken));
  assert.equal(tokens.size, 1000);
  for (const token of tokens) assert.match(token, /^[\w-]{32}$/);
});

test('the hash is stable and is not the token', () => {
  assert.ok(hashToken('a').equals(hashToken('a')));
  assert.equal(hashToken('a').length, 32);
});
