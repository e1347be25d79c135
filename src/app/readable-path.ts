/** The path of an address in its own letters; as it stands where its escapes are not UTF-8. */
export function readablePath(pathname: string): string {
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}
