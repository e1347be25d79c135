/** Seconds until the next attempt: 1, 2, 4 … at most 15 minutes, less up to a quarter at random. */
export function backoffSeconds(attempts, random = Math.random) {
  const base = Math.min(2 ** Math.max(attempts - 1, 0), 900);
  return base * (1 - 0.25 * random());
}
