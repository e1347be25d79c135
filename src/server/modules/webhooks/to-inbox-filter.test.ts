import { expect, test } from 'vitest';
import { toInboxFilter } from './to-inbox-filter';

test.each([
  ['', null],
  ['LK-20001', { order: 20001 }],
  ['lk-20001', { order: 20001 }],
  ['20001', { order: 20001 }],
  ['evt_1QNc83Kd', { event: 'evt_1QNc83Kd' }],
  ['whe_01j9', { event: 'whe_01j9' }],
  ['charge', { typePrefix: 'charge' }],
  ['charge.dispute.', { typePrefix: 'charge.dispute.' }],
  ['checkout.session.completed', { typePrefix: 'checkout.session.completed' }],
  ['cs_test_a1B2', { object: 'cs_test_a1B2' }],
  ['re_3QNa91', { object: 're_3QNa91' }],
  ["x' or true --", { object: "x' or true --" }],
])('%j names %j', (q, subject) => expect(toInboxFilter({ q, statuses: [], type: '' }).subject).toEqual(subject));
