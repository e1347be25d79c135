/** Most forms one product may come in. */
export const MAX_VARIANTS = 100;

const LETTERS = ['XXS', 'XS', 'S', 'M', 'L', 'XL', 'XXL', '3XL', '4XL', '5XL', '6XL'];
const NUMBER = /^\d{1,3}(?:\.\d{1,2})?$/;
const RANGE = /^([^-\s]+)\s*-\s*([^-\s/]+)(?:\s*\/\s*([^\s/]+))?$/;
const LABEL = /^[\p{L}\p{N}][\p{L}\p{N} ./½⅓⅔¼¾]{0,19}$/u;
/** Sizes have two decimals at most, so they are counted in hundredths. */
const SCALE = 100;

/** The sizes a run names, in its order, or a sentence saying what would be right. */
export type SizeRun = { sizes: string[]; fault?: undefined } | { sizes?: undefined; fault: string };

/**
 * Reads what a seller types for sizes: `39-45`, `39-45/0.5` (in halves), `S-XXL`, single ones as they are (`One size`), and any of these after each other with commas:
 * `36.5, 38, 40-42`. Each size once, at most a hundred.
 */
export function parseSizeRun(text: string): SizeRun {
  const parts = text.split(/[,;\n]/).map((part) => part.trim().replace(/[–—−]/g, '-').replace(/\s+/g, ' ')).filter((part) => part !== '');
  if (parts.length === 0) return { fault: 'Write sizes, such as 39-45 or S, M, L.' };
  const sizes: string[] = [];
  for (const part of parts) {
    const run = parsePart(part);
    if (run.sizes === undefined) return run;
    sizes.push(...run.sizes);
    if (sizes.length > MAX_VARIANTS) return { fault: `That is more than ${MAX_VARIANTS} sizes.` };
  }
  const repeated = sizes.find((size, index) => sizes.indexOf(size) !== index);
  return repeated === undefined ? { sizes } : { fault: `Size ${repeated} is in it twice.` };
}

function parsePart(part: string): SizeRun {
  if (part.includes('-')) return parseRange(part);
  if (NUMBER.test(part)) return { sizes: [toText(toHundredths(part))] };
  const letters = toLetters(part);
  if (letters !== null) return { sizes: [letters] };
  return LABEL.test(part) ? { sizes: [part] } : { fault: `“${part}” is no size: letters and digits, at most twenty.` };
}

function parseRange(part: string): SizeRun {
  const [, from = '', to = '', step] = RANGE.exec(part) ?? [];
  if (NUMBER.test(from) && NUMBER.test(to)) return countRange({ from, to, step: step ?? '1' });
  const [first, last] = [toLetters(from), toLetters(to)];
  if (first === null || last === null) return { fault: `“${part}” is no run of sizes: write two numbers or two letter sizes, such as 39-45, 39-45/0.5 or S-XXL.` };
  if (step !== undefined) return { fault: `Letter sizes have no steps: write ${first}-${last}.` };
  if (LETTERS.indexOf(first) > LETTERS.indexOf(last)) return { fault: `Write the smaller size first: ${last}-${first}.` };
  return { sizes: LETTERS.slice(LETTERS.indexOf(first), LETTERS.indexOf(last) + 1) };
}

function countRange({ from, to, step }: { from: string; to: string; step: string }): SizeRun {
  const [first, last, by] = [toHundredths(from), toHundredths(to), NUMBER.test(step) ? toHundredths(step) : 0];
  if (by === 0) return { fault: `“${step}” is no step: write a number above zero, such as 0.5.` };
  if (first > last) return { fault: `Write the smaller size first: ${to}-${from}.` };
  if ((last - first) % by !== 0) return { fault: `Steps of ${step} from ${from} do not end at ${to}.` };
  const count = (last - first) / by + 1;
  if (count > MAX_VARIANTS) return { fault: `That is more than ${MAX_VARIANTS} sizes.` };
  return { sizes: Array.from({ length: count }, (_, index) => toText(first + index * by)) };
}

/** A letter size in the way it is written here: `xxxl` is 3XL. */
function toLetters(text: string): string | null {
  const upper = text.toUpperCase().replace(/^(X{3,6})L$/, (_, many: string) => `${many.length}XL`).replace(/^2XL$/, 'XXL').replace(/^2XS$/, 'XXS');
  return LETTERS.includes(upper) ? upper : null;
}

function toHundredths(text: string): number {
  return Math.round(Number(text) * SCALE);
}

function toText(hundredths: number): string {
  return String(hundredths / SCALE);
}
