import assert from 'node:assert/strict';
import { test } from 'node:test';
import { may } from '../src/access';

test('roles only gain permissions on the way up', () => {
  assert.deepEqual((['viewer', 'support', 'owner'] as const).map((role) => may(role, 'orders.refund')), [false, true, true]);
  assert.equal(may('support', 'members.invite'), false);
  assert.equal(may(undefined, 'orders.read'), false);
});
