import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted, parseConsent, refused, serializeConsent } from '../src/consent';

test('a choice survives storage', () => {
  for (const consent of [accepted, refused, { statistics: true, embeds: false }]) {
    assert.deepEqual(parseConsent(serializeConsent(consent)), consent);
  }
});

test('no choice, an old policy and rubbish all mean: ask', () => {
  for (const stored of [null, '', '0:statistics', 'x']) assert.equal(parseConsent(stored), undefined);
});
