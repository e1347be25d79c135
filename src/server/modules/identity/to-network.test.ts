import { expect, it } from 'vitest';
import { toNetwork } from './to-network';

it.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['127.0.0.1', null],
  ['0:0:0:0::/64', null],
  ['unknown', null],
  ['', null],
])('%s is %s', (ip, network) => expect(toNetwork(ip)).toBe(network));
