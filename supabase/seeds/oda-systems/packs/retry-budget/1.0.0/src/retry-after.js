/** Milliseconds to wait, from seconds or an HTTP date; undefined when the header says neither. */
export function retryAfterMs(header, now = Date.now()) {
  if (!header) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
