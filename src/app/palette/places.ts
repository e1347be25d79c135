/** Somewhere to go. */
export interface Place {
  href: string;
  label: string;
  /** Where it belongs or what it is: "Account", "Runbook, 2.1.0". */
  note: string;
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const wordsOf = (text: string) => fold(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** How well a place fits what was typed: 0 not at all; higher when its name says it, highest when it begins with it. */
function fitOf(place: Place, typed: string[]): number {
  const name = wordsOf(place.label);
  const all = [...name, ...wordsOf(place.note)];
  if (!typed.every((word) => all.some((known) => known.startsWith(word)))) return 0;
  if (!typed.every((word) => name.some((known) => known.startsWith(word)))) return 1;
  return name[0]?.startsWith(typed[0] ?? '') ? 3 : 2;
}

/** The places in which every word typed begins a word, best first and otherwise as they came; all of them when nothing is typed. */
export function findPlaces(places: readonly Place[], text: string, most: number): Place[] {
  const typed = wordsOf(text);
  if (typed.length === 0) return text.trim() === '' ? places.slice(0, most) : [];
  return places
    .map((place) => ({ place, fit: fitOf(place, typed) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, most)
    .map(({ place }) => place);
}
