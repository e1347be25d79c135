import { expect, it } from 'vitest';
import { toSearchTerm } from './to-search-term';

it('spells a term one way', () => {
  expect(toSearchTerm('  Stripe\n DISPUTES ')).toBe('stripe disputes');
  expect(toSearchTerm('ｎｏｄｅ 22')).toBe('node 22');
});

it.each(['ada@lind.example', 'call +46 70 123 45 67', '4242 4242 4242 4242', '   ', ''])('keeps nothing of %j', (text) => expect(toSearchTerm(text)).toBeNull());

it('cuts long ones where the database would refuse them', () => {
  expect(toSearchTerm('a'.repeat(200))).toHaveLength(80);
  expect(toSearchTerm('🔑'.repeat(80))?.length).toBeLessThanOrEqual(80);
});
