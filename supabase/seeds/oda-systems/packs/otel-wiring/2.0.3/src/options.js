const QUIET = new Set(['/healthz', '/readyz', '/livez', '/metrics']);

/** @param {string | undefined} url */
export function isQuietPath(url) {
  return QUIET.has((url ?? '').split('?', 1)[0]);
}

/** Reads a sampling ratio between 0 and 1; anything else is 0.1. @param {string | undefined} value */
export function toRatio(value) {
  const ratio = Number(value);
  return value && ratio >= 0 && ratio <= 1 ? ratio : 0.1;
}
