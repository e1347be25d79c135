/** Half-open: `start` is the first byte, `end` the one after the last. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * The part of `bytes` bytes that a Range header asks for (RFC 9110, 14.2). `null`: none, or one a server may ignore (another unit,
 * several ranges, malformed), so the whole is sent. `'unsatisfiable'`: it begins behind the end.
 */
export function parseRange(header: string | null, bytes: number): ByteRange | 'unsatisfiable' | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') {
    const suffix = Math.min(Number(last), bytes);
    return suffix === 0 ? 'unsatisfiable' : { start: bytes - suffix, end: bytes };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return null;
  if (start >= bytes) return 'unsatisfiable';
  return { start, end: last === '' ? bytes : Math.min(Number(last) + 1, bytes) };
}
