import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';

// On globalThis, because Next bundles the instrumentation and each route on its own.
const holder = globalThis as typeof globalThis & { latchkeyPeerHeader?: string };

/**
 * Name of the header that carries the socket's address to the handlers. It is random for each process, so no client can send it: in Next a
 * handler never sees the socket, and X-Forwarded-For is whatever the client claims.
 */
export function peerHeader(): string {
  return (holder.latchkeyPeerHeader ??= `x-peer-${randomUUID()}`);
}

/**
 * The client's address: the peer itself, or, behind `hops` trusted proxies, the entry that the outermost of them appended to
 * X-Forwarded-For. Whatever stands to the left of it was written by the client and is ignored. IPv6 is cut to its /64, of which one customer
 * has all addresses.
 */
export function clientIp({ peer, forwardedFor, hops }: { peer: string | null; forwardedFor: string | null; hops: number }): string {
  const chain = [...(forwardedFor ?? '').split(','), peer ?? ''].map((entry) => entry.trim());
  const claimed = chain[Math.max(0, chain.length - 1 - hops)] ?? '';
  return normalise(claimed) ?? normalise(peer ?? '') ?? 'unknown';
}

function normalise(address: string): string | undefined {
  const bare = address.replace(/^\[(.+)\](:\d+)?$/, '$1').replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped && isIP(mapped) === 4) return mapped;
  if (isIP(bare) === 4) return bare;
  return isIP(bare) === 6 ? `${firstGroups(bare, 4).join(':')}::/64` : undefined;
}

/** The first `count` of an IPv6 address's eight groups, without leading zeros. */
function firstGroups(address: string, count: number): string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return groups.slice(0, count).map((group) => Number.parseInt(group, 16).toString(16));
}

/** The caller's address of a request, from its headers and what the mount knows of the socket. */
export function ipOf(header: (name: string) => string | null, hops: number): string {
  return clientIp({ peer: header(peerHeader()), forwardedFor: header('x-forwarded-for'), hops });
}
