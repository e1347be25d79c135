/** Letters of the prompt in a row, anywhere in it, by which a place in it is recognised. */
const SHINGLE = 24;
/** So many in a row are no accident. A short prompt is given away by half of it. */
const VERBATIM = 60;
/** So much of the prompt, piece by piece, is the prompt as well. */
const SHARE = 0.3;
const FEWEST_PIECES = 80;

export interface LeakGuard {
  /** Passes on what may be shown of the next piece of an answer. Once `isLeak` is true, nothing more may be. */
  take(text: string): { text: string; isLeak: boolean };
  /** What was held back at the end of an answer that gave nothing away. */
  rest(): string;
}

/** A character as it is compared: without case, accents and forms; nothing for spaces and signs, so that no layout hides a copy. */
function toLetters(character: string): string {
  return character.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function shinglesOf(prompt: string): Set<string> {
  const letters = Array.from(prompt, toLetters).join('');
  const found = new Set<string>();
  for (let at = 0; at + SHINGLE <= letters.length; at += 1) found.add(letters.slice(at, at + SHINGLE));
  return found;
}

/**
 * Watches an answer for the prompt it was made with. What begins to look like a copy is held back until it turns out to be none, so how the answer is cut into pieces makes no
 * difference and less than a shingle of a copy is ever passed on. It knows verbatim copies alone: a translation or an encoding passes (docs/decisions/prompt-runs.md).
 */
export function createLeakGuard(prompt: string): LeakGuard {
  const shingles = shinglesOf(prompt);
  const seen = new Set<string>();
  const longest = Math.min(VERBATIM, Math.max(SHINGLE, Math.floor((shingles.size + SHINGLE - 1) / 2)));
  const mostPieces = Math.max(FEWEST_PIECES, Math.ceil(shingles.size * SHARE));
  let tail = '';
  let run = 0;
  let held = '';
  let isLeak = false;
  const follow = (letter: string) => {
    tail = (tail + letter).slice(-SHINGLE);
    if (!shingles.has(tail)) {
      run = 0;
      return;
    }
    run += 1;
    seen.add(tail);
    isLeak ||= run + SHINGLE - 1 >= longest || seen.size >= mostPieces;
  };
  return {
    take(text) {
      let shown = '';
      for (const character of text) {
        for (const letter of toLetters(character)) follow(letter);
        if (isLeak) break;
        held += character;
        if (run > 0) continue;
        shown += held;
        held = '';
      }
      return { text: shown, isLeak };
    },
    rest() {
      const last = isLeak ? '' : held;
      held = '';
      return last;
    },
  };
}
