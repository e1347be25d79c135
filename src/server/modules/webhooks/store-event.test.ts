import { describe, expect, it } from 'vitest';
import { parseStripeEvent } from './parse-stripe-event';
import { toFirstStatus } from './store-event';

const event = (changes: object = {}) => {
  const parsed = parseStripeEvent(Buffer.from(JSON.stringify({ id: 'evt_1', type: 'checkout.session.completed', livemode: false, data: { object: { id: 'cs_1' } }, ...changes })));
  if (!parsed) throw new Error('not an event');
  return parsed;
};

describe('what can be an event', () => {
  it('is not what Postgres cannot store, and is what only looks like it', () => {
    const bytes = (note: string) => Buffer.from(`{"id":"evt_1","type":"a.b","livemode":false,"note":"${note}"}`);
    for (const note of ['\\u0000', '\\ud800', '\\uDFFF', '\\\\\\u0000']) expect(parseStripeEvent(bytes(note))).toBeNull();
    for (const note of ['\\\\u0000', '\\ud83d\\ude00', '\\u00e9']) expect(parseStripeEvent(bytes(note))).not.toBeNull();
  });
});

describe('where an event stands from the start', () => {
  it.each([
    { name: 'ours', is: 'received' },
    { name: 'a type that does nothing', how: { isHandled: false }, is: 'ignored' },
    { name: 'a live event on a test key', changes: { livemode: true }, is: 'parked' },
    { name: 'W15: a test event on a live key', how: { isLive: true }, is: 'parked' },
    { name: 'M33: money of a connected account', changes: { account: 'acct_1' }, is: 'quarantined' },
    { name: 'what a customer of a seller of ours pays for', changes: { account: 'acct_1' }, how: { isOfSeller: true }, is: 'received' },
    { name: 'M33: other money of a seller of ours', changes: { type: 'charge.refunded', account: 'acct_1' }, how: { isOfSeller: true }, is: 'ignored' },
    { name: 'anything of an account that is no seller’s', changes: { type: 'person.updated', account: 'acct_1' }, how: { isHandled: false }, is: 'quarantined' },
    { name: 'a type that does nothing, of a seller of ours', changes: { type: 'person.updated', account: 'acct_1' }, how: { isHandled: false, isOfSeller: true }, is: 'ignored' },
    { name: 'the standing of a connected account', changes: { type: 'account.updated', account: 'acct_1' }, how: { isHandled: false }, is: 'received' },
    { name: 'the standing of the platform’s own account', changes: { type: 'account.updated' }, how: { isHandled: false }, is: 'ignored' },
    { name: 'without an object', changes: { data: { object: {} } }, is: 'quarantined' },
  ])('$name: $is', ({ changes, how, is }) => {
    expect(toFirstStatus({ event: event(changes), isLive: false, isHandled: true, isOfSeller: false, ...how }).status).toBe(is);
  });
});
