/** Whether the browser says for its person that they do not want to be followed: Do Not Track, or Global Privacy Control (https://w3c.github.io/gpc). It stands above any cookie. Pure. */
export function isUnwilling(header: (name: string) => string | null): boolean {
  return header('dnt') === '1' || header('sec-gpc') === '1';
}
