import { parse } from 'semver';

const RELEASE = '~';
const PART_DIGITS = 9;

/**
 * A text that orders (byte by byte) as semver.org 2.0.0 section 11 orders versions: numbers padded, a pre-release before its release, numeric identifiers before words, fewer
 * identifiers before more. Throws RangeError when the version is not semver. Numbers may have at most nine digits.
 */
export function toSortKey(version: string): string {
  const parsed = parse(version);
  if (parsed === null) throw new RangeError(`toSortKey: ${version} is not a semantic version`);
  const core = [parsed.major, parsed.minor, parsed.patch].map((part) => String(part).padStart(PART_DIGITS, '0')).join('.');
  if (parsed.prerelease.length === 0) return `${core}${RELEASE}`;
  // '!' ends each identifier and sorts before every character an identifier may hold, so a shorter list and a shorter word come first.
  const identifiers = parsed.prerelease.map((part) => (typeof part === 'number' ? `0${String(part).padStart(PART_DIGITS, '0')}` : `1${part}`));
  return `${core}-${identifiers.map((part) => `${part}!`).join('')}`;
}
