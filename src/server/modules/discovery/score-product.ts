import type { Confidence, Strategy } from '@/shared/contracts/discovery';
import type { Answer } from '@/shared/discovery-words';
import { SIGNAL_DAYS } from './signal-days';
import type { Candidate, Known, Past, Taste, Tie } from './taste';

type Traited = Pick<Known, 'type' | 'traits'>;

/** One thing that speaks for a product: how much, and how it goes on after "Because ". */
export interface Evidence {
  source: 'tool' | 'problem' | 'role' | Tie | 'seen' | 'learned';
  weight: number;
  because: string;
}

export interface Scored {
  candidate: Candidate;
  score: number;
  confidence: Confidence;
  /** The weightiest first. */
  evidence: readonly Evidence[];
}

const ANSWER_WEIGHTS = { tool: 3, problem: 2.5, role: 1.5 };
const NEXT_TOOL_WEIGHT = 0.5;
const MOST_TOOLS_COUNTED = 3;
const TIE_WEIGHTS: Record<Tie, number> = { owned: 3, inCart: 3, here: 3, saved: 2.2, viewed: 1.4 };
const SEEN_WEIGHT = 0.8;
const LEARNED_WEIGHT = 10;
const BLENDED_WEIGHT = 5;
const POPULARITY_WEIGHT = 0.5;
/** How much one product tells about another: each shared technology, each shared subject, the same type. */
const KINSHIP = { works: 0.35, tag: 0.3, type: 0.15, most: 1 };
/** Of fewer the number stays unsaid: it would tell one visit to the next that one more came. */
const FEWEST_SAID = 10;
const CONFIDENT = { high: 4.5, medium: 2.5 };

const sharesTrait = ({ traits }: Traited, answer: Answer) => answer.traits.some((trait) => traits.includes(trait));
const freshness = ({ tie, ageDays }: Past) => (tie === 'viewed' ? Math.max(0, 1 - ageDays / SIGNAL_DAYS) : 1);

/** How near two products are, 0 to 1; of the same type alone they are not. Pure. */
function kinshipOf(one: Traited, other: Traited): number {
  let sum = 0;
  for (const trait of one.traits) if (!trait.startsWith('type:') && other.traits.includes(trait)) sum += trait.startsWith('works:') ? KINSHIP.works : KINSHIP.tag;
  return sum === 0 ? 0 : Math.min(KINSHIP.most, sum + (one.type === other.type ? KINSHIP.type : 0));
}

function answersFor(candidate: Candidate, { role, tools, problem }: Taste): Evidence[] {
  const evidence: Evidence[] = [];
  const used = tools.filter((tool) => sharesTrait(candidate, tool)).slice(0, MOST_TOOLS_COUNTED);
  const [first, second] = used;
  if (first) evidence.push({ source: 'tool', weight: ANSWER_WEIGHTS.tool + NEXT_TOOL_WEIGHT * (used.length - 1), because: second ? `${first.because} and ${second.label}` : first.because });
  if (problem && sharesTrait(candidate, problem)) evidence.push({ source: 'problem', weight: ANSWER_WEIGHTS.problem, because: problem.because });
  if (role && sharesTrait(candidate, role)) evidence.push({ source: 'role', weight: ANSWER_WEIGHTS.role, because: role.because });
  return evidence;
}

function sayTie(candidate: Candidate, past: Past): string {
  switch (past.tie) {
    case 'owned':
      return `you own ${past.title}`;
    case 'inCart':
      return `${past.title} is in your cart`;
    case 'here':
      return `it has much in common with ${past.title}`;
    case 'saved':
      return `you saved ${past.title}`;
    case 'viewed':
      return past.id === candidate.id ? 'you looked at it before' : `you looked at ${past.title}`;
  }
}

/** Of each tie the product that says most: knowing more of somebody never speaks against anything. Equals are told apart by id, so that the order of the past does not matter. */
function pastFor(candidate: Candidate, { past }: Taste): Evidence[] {
  const best = new Map<Evidence['source'], { weight: number; one: Past }>();
  for (const one of past) {
    const isItself = one.id === candidate.id;
    const source = isItself ? 'seen' : one.tie;
    const most = TIE_WEIGHTS[one.tie] * freshness(one);
    const known = best.get(source);
    // Counting what they share is most of the work, and of most products it could change nothing.
    if (!isItself && known && most < known.weight) continue;
    const weight = isItself ? SEEN_WEIGHT * freshness(one) : most * kinshipOf(one, candidate);
    if (weight > 0 && (!known || weight > known.weight || (weight === known.weight && one.id < known.one.id))) best.set(source, { weight, one });
  }
  return [...best].map(([source, { weight, one }]) => ({ source, weight, because: sayTie(candidate, one) }));
}

/** Each lesson is a chance that it fits; together they never pass 1. */
function learnedFor(candidate: Candidate, { past }: Taste, weight: number): Evidence[] {
  let miss = 1;
  let best: { share: number; because: string } | undefined;
  for (const { pastId, score, people } of candidate.lessons) {
    const one = past.find(({ id }) => id === pastId);
    const share = one ? Math.min(1, (score * freshness(one) * TIE_WEIGHTS[one.tie]) / TIE_WEIGHTS.owned) : 0;
    if (!one || share <= 0) continue;
    miss *= 1 - share;
    if (!best || share > best.share) best = { share, because: `${people < FEWEST_SAID ? '' : `${people} `}people who chose ${one.title} chose this as well` };
  }
  return best ? [{ source: 'learned', weight: weight * (1 - miss), because: best.because }] : [];
}

function evidenceFor(candidate: Candidate, taste: Taste, strategy: Strategy): Evidence[] {
  switch (strategy) {
    case 'popular':
      return [];
    case 'learned':
      return learnedFor(candidate, taste, LEARNED_WEIGHT);
    case 'rules':
      return [...answersFor(candidate, taste), ...pastFor(candidate, taste)];
    case 'blend':
      return [...answersFor(candidate, taste), ...pastFor(candidate, taste), ...learnedFor(candidate, taste, BLENDED_WEIGHT)];
  }
}

/** What speaks for a product and how much. The same for the same input; more signals never make it less. Pure. */
export function scoreProduct(candidate: Candidate, taste: Taste, strategy: Strategy): Scored {
  const evidence = evidenceFor(candidate, taste, strategy).sort((a, b) => b.weight - a.weight || a.source.localeCompare(b.source));
  const strength = evidence.reduce((sum, { weight }) => sum + weight, 0);
  const confidence = strength >= CONFIDENT.high && evidence.length > 1 ? 'high' : strength >= CONFIDENT.medium ? 'medium' : 'low';
  return { candidate, score: strength + POPULARITY_WEIGHT * candidate.popularity, confidence, evidence };
}
