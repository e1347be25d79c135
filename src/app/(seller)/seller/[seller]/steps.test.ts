import { expect, test } from 'vitest';
import { toSteps } from './steps';

const seller = { lifecycle: 'applied' as const, approvedAt: null, hasStripeAccount: false, detailsSubmitted: false, payoutsEnabled: false, publishedCount: 0 };
const states = (changes: object) => toSteps({ ...seller, ...changes }).map(({ state }) => state);

test('one step is what to do now, and none when all are done', () => {
  expect(states({})).toEqual(['done', 'now', 'later', 'later']);
  expect(states({ lifecycle: 'approved' })).toEqual(['done', 'done', 'now', 'later']);
  expect(states({ lifecycle: 'active', publishedCount: 3 })).toEqual(['done', 'done', 'now', 'done']);
  expect(states({ lifecycle: 'active', payoutsEnabled: true, publishedCount: 3 })).toEqual(['done', 'done', 'done', 'done']);
});
