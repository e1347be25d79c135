import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countOf, setQuantity } from '../src/cart';
import { openCart, sealCart } from '../src/cart-cookie';
import { formatMoney } from '../src/money';

const secret = 'x'.repeat(32);

test('quantities are set, capped and removed', () => {
  const cart = setQuantity(setQuantity({}, 'a', 3), 'b', 99);
  assert.deepEqual(cart, { a: 3, b: 20 });
  assert.equal(countOf(cart), 23);
  assert.deepEqual(setQuantity(cart, 'a', 0), { b: 20 });
  assert.deepEqual(setQuantity(cart, 'b', 1.5), { a: 3 });
});

test('only our own cookies open', () => {
  const cookie = sealCart({ a: 1 }, secret);
  assert.deepEqual(openCart(cookie, secret), { a: 1 });
  assert.deepEqual(openCart(cookie, 'y'.repeat(32)), {});
  assert.deepEqual(openCart(cookie.replace(/^./, 'f'), secret), {});
  assert.deepEqual(openCart(undefined, secret), {});
});

test('currencies decide their own decimals', () => {
  assert.equal(formatMoney(1250, 'eur'), '€12.50');
  assert.equal(formatMoney(500, 'jpy'), '¥500');
});
