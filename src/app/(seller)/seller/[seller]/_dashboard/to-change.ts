/** How much more or less it is than before, in words. Null where there is nothing to compare. Pure. */
export function toChange(now: number, before: number): string | null {
  if (before <= 0) return null;
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return 'as before';
  // Beyond that, the number says less than the word.
  if (percent > 999) return 'more than ten times as much';
  return `${Math.abs(percent)} % ${percent > 0 ? 'more' : 'less'}`;
}

/** A share in per cent with one decimal, or a dash where there is nothing to share. Pure. */
export function toShare(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;
}
