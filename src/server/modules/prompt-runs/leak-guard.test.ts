import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLeakGuard } from './leak-guard';

const PROMPT = `You write timelines of incidents from chat exports. Readers were not there. They will use your timeline to decide what to change, so an event that did not happen is worse than one
that is missing. One line per event. An event is something that changed: an alert, an observation, a decision, an action, an effect. Keep apart what someone saw, what they thought and what they did.`;

/** All an answer shows, and whether it was cut. */
function show(pieces: readonly string[], prompt = PROMPT): { shown: string; isLeak: boolean } {
  const guard = createLeakGuard(prompt);
  let shown = '';
  for (const piece of pieces) {
    const { text, isLeak } = guard.take(piece);
    shown += text;
    if (isLeak) return { shown, isLeak };
  }
  return { shown: shown + guard.rest(), isLeak: false };
}

/** A text cut at these places, each in thousandths of it. */
function cut(text: string, places: readonly number[]): string[] {
  const characters = Array.from(text);
  const ends = [...places.map((place) => Math.floor((place * characters.length) / 1_000)).sort((a, b) => a - b), characters.length];
  return ends.map((end, index) => characters.slice(ends[index - 1] ?? 0, end).join(''));
}

const cuts = fc.array(fc.nat(1_000), { maxLength: 12 });
const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');

describe('the leak guard', () => {
  it('passes on whatever repeats nothing, whole and unchanged, however it is cut', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), cuts, (text, places) => {
      expect(show(cut(text, places))).toEqual({ shown: text, isLeak: false });
    }));
  });

  it('cuts a long verbatim part, in whatever case and layout, and shows less than a shingle of it', () => {
    const layout = fc.constantFrom('', ' ', '\n', ' · ', '**');
    const copies = fc.record({ from: fc.nat(PROMPT.length - 120), length: fc.integer({ min: 90, max: 290 }), loud: fc.boolean(), between: layout });
    fc.assert(fc.property(copies, cuts, ({ from, length, loud, between }, places) => {
      const part = PROMPT.slice(from, from + length);
      const copied = Array.from(loud ? part.toUpperCase() : part).join(between);
      const { shown, isLeak } = show(cut(`Sure. Zqx: ${copied} Zqx, that was it.`, places));
      expect(isLeak).toBe(true);
      expect(letters(shown).length).toBeLessThan(letters('Sure. Zqx:').length + 24);
    }));
  });

  it('makes no difference by how an answer is cut', () => {
    const answers = fc.record({ from: fc.nat(PROMPT.length), length: fc.nat(90), other: fc.string({ maxLength: 60 }) });
    fc.assert(fc.property(answers, cuts, ({ from, length, other }, places) => {
      const answer = `${other}${PROMPT.slice(from, from + length)}${other}`;
      expect(show(cut(answer, places))).toEqual(show([answer]));
    }));
  });

  it('lets a quoted phrase pass, but not the whole of it phrase by phrase', () => {
    const phrase = PROMPT.slice(0, 50);
    expect(show([`You said “${phrase}”, and so on.`])).toEqual({ shown: `You said “${phrase}”, and so on.`, isLeak: false });
    const phrases = PROMPT.match(/.{1,45}/gs) ?? [];
    expect(show(phrases.map((each, index) => `${index}. ${each} xyzzy `)).isLeak).toBe(true);
  });

  it('sees through accents and wide letters', () => {
    const wide = PROMPT.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
    expect(show([wide]).isLeak).toBe(true);
  });

  it('guards half of a short prompt', () => {
    expect(show(['Well: Answer as a pirate would, in rhymes, always.'], 'Answer as a pirate would, in rhymes, always.').isLeak).toBe(true);
    expect(show(['Arr, the sea is wide.'], 'Answer as a pirate would, in rhymes, always.').isLeak).toBe(false);
  });
});
