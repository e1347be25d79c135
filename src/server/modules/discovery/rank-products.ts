import type { Strategy } from '@/shared/contracts/discovery';
import { scoreProduct, type Scored } from './score-product';
import type { Candidate, Taste } from './taste';

export interface RankArgs {
  candidates: readonly Candidate[];
  taste: Taste;
  strategy: Strategy;
  /** Products never to be recommended: everything owned, in the cart, saved, or on the page. */
  known: ReadonlySet<string>;
  limit: number;
}

/** Most of one seller's and of one type's, while there is anything else. */
const MOST_ALIKE = 3;

function isNews({ id, partIds, isSoldOut }: Candidate, known: ReadonlySet<string>): boolean {
  return !known.has(id) && !isSoldOut && (partIds.length === 0 || partIds.some((part) => !known.has(part)));
}

/** The best first; equal ones in the order of their ids, so that asking again answers the same. */
function compare(a: Scored, b: Scored): number {
  return b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1);
}

/** The first ones, leaving over what would be too much of one seller's or of one type. */
function mix(scored: readonly Scored[]): Scored[] {
  const alike = new Map<string, number>();
  const [picked, left]: [Scored[], Scored[]] = [[], []];
  for (const one of scored) {
    const groups = [`seller:${one.candidate.seller}`, `type:${one.candidate.type}`];
    const isTooMany = groups.some((group) => (alike.get(group) ?? 0) >= MOST_ALIKE);
    if (!isTooMany) for (const group of groups) alike.set(group, (alike.get(group) ?? 0) + 1);
    (isTooMany ? left : picked).push(one);
  }
  return [...picked, ...left];
}

/** What to recommend, the best first: nothing known already, nothing sold out, not all of one sort while there is a choice, and what something speaks for before what nothing does. Pure. */
export function rankProducts({ candidates, taste, strategy, known, limit }: RankArgs): Scored[] {
  const scored = candidates.filter((candidate) => isNews(candidate, known)).map((candidate) => scoreProduct(candidate, taste, strategy)).sort(compare);
  const [meant, others] = [scored.filter(({ evidence }) => evidence.length > 0), scored.filter(({ evidence }) => evidence.length === 0)];
  return [...mix(meant), ...mix(others)].slice(0, limit);
}
