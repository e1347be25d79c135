import { describe, expect, it } from 'vitest';
import { clientIp } from './client-ip';

describe('clientIp (K11)', () => {
  it.each([
    { name: 'no proxy: what the client claims is nothing', peer: '203.0.113.9', forwardedFor: '1.2.3.4', hops: 0, answer: '203.0.113.9' },
    { name: 'one proxy: the entry it appended', peer: '10.0.0.1', forwardedFor: '6.6.6.6, 203.0.113.9', hops: 1, answer: '203.0.113.9' },
    { name: 'one proxy: no more than one entry is believed', peer: '10.0.0.1', forwardedFor: '6.6.6.6, 7.7.7.7, 203.0.113.9', hops: 1, answer: '203.0.113.9' },
    { name: 'two proxies', peer: '10.0.0.1', forwardedFor: '6.6.6.6, 203.0.113.9, 10.0.0.2', hops: 2, answer: '203.0.113.9' },
    { name: 'a proxy that sent nothing: the peer', peer: '203.0.113.9', forwardedFor: null, hops: 1, answer: '203.0.113.9' },
    { name: 'rubbish: the peer', peer: '203.0.113.9', forwardedFor: 'unknown', hops: 1, answer: '203.0.113.9' },
    { name: 'IPv4 in IPv6', peer: '::ffff:203.0.113.9', forwardedFor: null, hops: 0, answer: '203.0.113.9' },
    { name: 'no socket, nothing trusted', peer: null, forwardedFor: '1.2.3.4', hops: 0, answer: 'unknown' },
  ])('$name', ({ peer, forwardedFor, hops, answer }) => expect(clientIp({ peer, forwardedFor, hops })).toBe(answer));

  it('takes a whole /64 for one caller (K12)', () => {
    const of = (peer: string) => clientIp({ peer, forwardedFor: null, hops: 0 });
    expect(of('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(of('2001:0DB8:0001:0002::1')).toBe('2001:db8:1:2::/64');
    expect(of('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(of('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(of('2001:db8:1:3::1')).not.toBe(of('2001:db8:1:2::1'));
  });
});
