import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted, hasPrivacySignal, parseConsent, refused, serializeConsent } from '../src/consent';

test('only a clear signal counts as an answer', () => {
  assert.equal(hasPrivacySignal({ globalPrivacyControl: true }), true);
  assert.equal(hasPrivacySignal({ globalPrivacyControl: '1' }), false);
  assert.equal(hasPrivacySignal({}), false);
});

test('a choice survives storage', () => {
  for (const consent of [accepted, refused, { statistics: true, embeds: false }]) {
    assert.deepEqual(parseConsent(serializeConsent(consent)), consent);
  }
});

test('no choice, an old policy and rubbish all mean: ask', () => {
  for (const stored of [null, '', '0:statistics', 'x']) assert.equal(parseConsent(stored), undefined);
});
