import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsFor } from '../src/address-fields';
import { validateAddress } from '../src/validate';

const good = { email: 'ida@example.com', name: 'Ida', line1: 'Lange Gasse 1', postcode: '1080', city: 'Wien' };

test('a good address has no errors', () => {
  assert.deepEqual(validateAddress('AT', good), {});
});

test('errors say what to do', () => {
  assert.deepEqual(validateAddress('GB', { ...good, postcode: '1080' }), { postcode: 'Enter a postcode like SW1A 1AA.' });
  assert.deepEqual(validateAddress('US', { ...good, postcode: '94110' }), { region: 'Enter your state.' });
  assert.equal(validateAddress('AT', { ...good, email: 'ida@' }).email, 'Enter an email address like name@example.com.');
});

test('order follows the country', () => {
  const order = (country: string) => fieldsFor(country).slice(4).map(({ name }) => name);
  assert.deepEqual(order('AT'), ['postcode', 'city']);
  assert.deepEqual(order('US'), ['city', 'region', 'postcode']);
});

test('an unknown country asks for no postcode', () => {
  assert.deepEqual(validateAddress('IE', { ...good, postcode: '' }), {});
});
