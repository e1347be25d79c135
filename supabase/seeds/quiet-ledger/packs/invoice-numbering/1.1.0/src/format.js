/** `DK-2026-000042`. Fixed width, so that numbers sort as text. */
export function formatNumber({ series, year, number }) {
  if (!Number.isInteger(number) || number < 1 || number > 999_999) throw new RangeError(`Number ${number} does not fit`);
  return `${series}-${year}-${String(number).padStart(6, '0')}`;
}

/** The parts of a number, or undefined when the text is not one. */
export function parseNumber(text) {
  const match = /^([A-Z]{1,6})-(\d{4})-(\d{6})$/.exec(text);
  return match ? { series: match[1], year: Number(match[2]), number: Number(match[3]) } : undefined;
}
