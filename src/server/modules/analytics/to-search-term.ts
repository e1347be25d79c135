const LONGEST = 80;

/** A term as it is counted: one spelling, and nothing that looks like somebody's address or number. Null where nothing is left. Pure. */
export function toSearchTerm(text: string): string | null {
  if (/@|\d[\d\s().-]{5,}\d/.test(text)) return null;
  const term = text.normalize('NFKC').toLowerCase().replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  // By whole characters: half of one is no text.
  return Array.from(term).slice(0, LONGEST).join('').trim().slice(0, LONGEST) || null;
}
