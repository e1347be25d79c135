/** The network an address belongs to, as far as people are shown it: an IPv4 /24 or an IPv6 /48. Null for what says nothing, such as this machine. */
export function toNetwork(ip: string): string | null {
  const four = /^(\d+)\.(\d+)\.(\d+)\.\d+$/.exec(ip);
  if (four) return four[1] === '127' ? null : `${four.slice(1, 4).join('.')}.0/24`;
  const groups = /^([0-9a-f:]+)::\/64$/.exec(ip)?.[1]?.split(':');
  if (!groups || groups.every((group) => group === '0')) return null;
  return `${groups.slice(0, 3).join(':')}::/48`;
}
