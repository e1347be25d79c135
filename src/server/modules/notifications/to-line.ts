// Controls, line and paragraph ends, and what turns the reading direction of all that follows.
const UNSHOWN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/** Foreign words as one line of at most so many characters. Pure. */
export function toLine(text: string, length: number): string {
  const line = text.replace(UNSHOWN, ' ').replace(/ {2,}/g, ' ').trim();
  const letters = Array.from(line);
  return letters.length <= length ? line : `${letters.slice(0, length - 1).join('')}…`;
}
