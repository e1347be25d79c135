import type { CollectedRow } from './collect.queries';
import type { Candidate, Lesson, Taste } from './taste';
import { toTasteAnswers } from './vocabulary';

function traitsOf({ type, tags, worksWith }: { type: string; tags: readonly string[]; worksWith: readonly string[] }): string[] {
  return [`type:${type}`, ...worksWith.map((word) => `works:${word.toLowerCase()}`), ...tags.map((word) => `tag:${word.toLowerCase()}`)];
}

/** What is known of somebody, as the rules use it. Pure. */
export function toTaste({ answers, past }: Pick<CollectedRow, 'answers' | 'past'>): Taste {
  return { ...toTasteAnswers(answers ?? []), past: (past ?? []).map(({ id, title, type, tie, ageDays, ...facts }) => ({ id, title, type, tie, ageDays, traits: traitsOf({ type, ...facts }) })) };
}

/** Products that may fit. Pure. */
export function toCandidates({ candidates, lessons }: Pick<CollectedRow, 'candidates' | 'lessons'>): Candidate[] {
  const byProduct = new Map<string, Lesson[]>();
  for (const [productId, pastId, score, people] of lessons ?? []) {
    const known = byProduct.get(productId);
    if (known) known.push({ pastId, score, people });
    else byProduct.set(productId, [{ pastId, score, people }]);
  }
  return (candidates ?? []).map(([id, type, tags, worksWith, popularity, seller, partIds]) => ({
    id, type, popularity, seller, isSoldOut: false, partIds: partIds ?? [], lessons: byProduct.get(id) ?? [], traits: traitsOf({ type, tags, worksWith }),
  }));
}

/** What is no news: everything owned, everything at hand, everything saved. Pure. */
export function toKnownIds({ owned, past }: Pick<CollectedRow, 'owned' | 'past'>, near: readonly string[]): Set<string> {
  return new Set([...(owned ?? []), ...near, ...(past ?? []).flatMap(({ id, tie }) => (tie === 'saved' ? [id] : []))]);
}
