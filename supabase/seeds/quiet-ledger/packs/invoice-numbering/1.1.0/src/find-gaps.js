import { parseNumber } from './format.js';

/** Missing and duplicate numbers per series and year, in the order of series, year and number. */
export function findGaps(invoiceNumbers) {
  const seen = new Map();
  for (const text of invoiceNumbers) {
    const parts = parseNumber(text);
    if (!parts) throw new TypeError(`Not an invoice number: ${text}`);
    const key = `${parts.series}-${parts.year}`;
    if (!seen.has(key)) seen.set(key, []);
    seen.get(key).push(parts.number);
  }
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([series, numbers]) => {
    const unique = new Set(numbers);
    const last = Math.max(...numbers);
    return {
      series,
      last,
      missing: Array.from({ length: last }, (_, index) => index + 1).filter((number) => !unique.has(number)),
      duplicate: [...unique].filter((number) => numbers.indexOf(number) !== numbers.lastIndexOf(number)),
    };
  });
}
