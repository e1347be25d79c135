import { describe, expect, it } from 'vitest';
import { clientIp } from './client-ip';

describe('clientIp (K11)', () => {
  it.each([
    ['no proxy: what the client claims is nothing', '203.0.113.9', '1.2.3.4', 0, '203.0.113.9'],
    ['one proxy: the entry it appended', '10.0.0.1', '6.6.6.6, 203.0.113.9', 1, '203.0.113.9'],
    ['one proxy: no more than one entry is believed', '10.0.0.1', '6.6.6.6, 7.7.7.7, 203.0.113.9', 1, '203.0.113.9'],
    ['two proxies', '10.0.0.1', '6.6.6.6, 203.0.113.9, 10.0.0.2', 2, '203.0.113.9'],
    ['a proxy that sent nothing: the peer', '203.0.113.9', null, 1, '203.0.113.9'],
    ['rubbish: the peer', '203.0.113.9', 'unknown', 1, '203.0.113.9'],
    ['IPv4 in IPv6', '::ffff:203.0.113.9', null, 0, '203.0.113.9'],
    ['no socket, nothing trusted', null, '1.2.3.4', 0, 'unknown'],
  ])('%s', (_name, peer, forwardedFor, hops, answer) => expect(clientIp({ peer, forwardedFor, hops })).toBe(answer));

  it('takes a whole /64 for one caller (K12)', () => {
    const of = (peer: string) => clientIp({ peer, forwardedFor: null, hops: 0 });
    expect(of('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(of('2001:0DB8:0001:0002::1')).toBe('2001:db8:1:2::/64');
    expect(of('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(of('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(of('2001:db8:1:3::1')).not.toBe(of('2001:db8:1:2::1'));
  });
});
