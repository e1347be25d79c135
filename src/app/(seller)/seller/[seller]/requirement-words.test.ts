import { expect, test } from 'vitest';
import { toRequirementWords } from './requirement-words';

test('what Stripe wants is said once each, and what is new to us in its own words', () => {
  expect(toRequirementWords(['external_account', 'tos_acceptance.date', 'tos_acceptance.ip', 'individual.verification.document', 'settings.some_new_thing'])).toEqual([
    'A bank account for your money',
    'Your agreement to Stripe’s terms',
    'A document that proves who you are',
    'some new thing',
  ]);
  expect(toRequirementWords([])).toEqual([]);
});
