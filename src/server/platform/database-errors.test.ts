import { expect, it } from 'vitest';
import { isUnavailable } from './database-errors';

it('takes a connection that was lost within a transaction for an outage, not for a fault of ours', () => {
  expect(isUnavailable(new Error('ConnectionClosed'))).toBe(true);
  expect(isUnavailable(new Error('the ConnectionClosed column does not exist'))).toBe(false);
});
