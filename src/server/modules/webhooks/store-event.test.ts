import { describe, expect, it } from 'vitest';
import { parseStripeEvent } from './parse-stripe-event';
import { toFirstStatus } from './store-event';

const event = (changes: object = {}) => {
  const parsed = parseStripeEvent(Buffer.from(JSON.stringify({ id: 'evt_1', type: 'checkout.session.completed', livemode: false, data: { object: { id: 'cs_1' } }, ...changes })));
  if (!parsed) throw new Error('not an event');
  return parsed;
};

describe('where an event stands from the start', () => {
  it.each([
    ['ours', {}, { isLive: false, isHandled: true }, 'received'],
    ['a type that does nothing', {}, { isLive: false, isHandled: false }, 'ignored'],
    ['a live event on a test key', { livemode: true }, { isLive: false, isHandled: true }, 'parked'],
    ['W15: a test event on a live key', {}, { isLive: true, isHandled: true }, 'parked'],
    ['M33: of a connected account', { account: 'acct_1' }, { isLive: false, isHandled: true }, 'quarantined'],
    ['without an object', { data: { object: {} } }, { isLive: false, isHandled: true }, 'quarantined'],
  ])('%s', (_name, changes, how, status) => {
    expect(toFirstStatus({ event: event(changes), ...how }).status).toBe(status);
  });
});
