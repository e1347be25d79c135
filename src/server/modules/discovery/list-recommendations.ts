import { listCards } from '@/server/modules/catalog/list-cards';
import { assignArm } from '@/server/modules/experiments/assign-arm';
import { logExposure } from '@/server/modules/experiments/log-exposure';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { Recommendation, SignalAnswers, Strategy } from '@/shared/contracts/discovery';
import { newId } from '@/shared/ids';
import { collect, type CollectedRow } from './collect.queries';
import { mergeSignals } from './merge-signals';
import { rankProducts } from './rank-products';
import { keyOf, type Audience, type Subject } from './subject';
import type { Tie } from './taste';
import { toRecommendations } from './to-recommendations';
import { toCandidates, toKnownIds, toTaste } from './to-taste';
import { toSignalAnswers } from './vocabulary';

export interface RecommendationRequest {
  audience: Audience;
  /** Where it is shown; an experiment may run on the home page alone. */
  place: 'home' | 'product' | 'cart';
  near: { productIds: readonly string[]; tie: Extract<Tie, 'here' | 'inCart'> };
  limit: number;
}

export interface Recommendations {
  items: Recommendation[];
  isPersonal: boolean;
  answers: SignalAnswers;
  ownedIds: readonly string[];
}

/** What ranks where no experiment says otherwise. */
const USUAL: Strategy = 'blend';
const NOBODY: Subject = { userId: null, visitorId: null };

/**
 * Anyone, for themselves: what may interest them, each with its reason. Two statements: one collects, one fetches the cards; a third where an experiment
 * notes its first look of a day. Nothing owned, unpublished or sold out. Whose browser asks not to be tracked is answered from what they own and buy alone.
 */
export async function listRecommendations(platform: Pick<Platform, 'db'>, { audience, place, near, limit }: RecommendationRequest): Promise<Recommendations> {
  const now = clock.now();
  const subject = audience.refusesTracking ? { ...NOBODY, userId: audience.userId } : audience;
  const row = await collect(platform.db.readAsService('discovery: what is known of who asks'), { subject, near, now, place: place === 'home' ? 'home' : null });
  if (row.hasVisitorSignals) await mergeSignals(platform, audience);
  const taste = toTaste(audience.refusesTracking ? { ...row, answers: null, past: row.past?.filter(({ tie }) => tie === 'here' || tie === 'inCart') ?? null } : row);
  const isPersonal = taste.role !== null || taste.problem !== null || taste.tools.length > 0 || taste.past.some(({ tie }) => tie !== 'here' && tie !== 'inCart');
  const { strategy, recommendationId } = await chooseStrategy(platform, row, { subject: audience.refusesTracking ? NOBODY : audience, isPersonal, now });
  const known = toKnownIds(row, near.productIds);
  const ranked = rankProducts({ candidates: toCandidates(row), taste, strategy, known, limit });
  const cards = await listCards(platform.db.anon, ranked.map(({ candidate }) => candidate.id));
  const items = toRecommendations(ranked, cards, recommendationId);
  return { items, isPersonal, answers: toSignalAnswers(row.answers ?? []), ownedIds: row.owned ?? [] };
}

/** The arm of a running experiment, for whoever it could make a difference to; else the usual ranking. */
async function chooseStrategy(platform: Pick<Platform, 'db'>, { experiment }: CollectedRow, { subject, isPersonal, now }: { subject: Subject; isPersonal: boolean; now: Date }): Promise<{ strategy: Strategy; recommendationId: string }> {
  const key = keyOf(subject);
  const strategy = experiment && key !== null && isPersonal ? assignArm(experiment, key) : null;
  if (!experiment || key === null || strategy === null) return { strategy: USUAL, recommendationId: newId('recommendation', now.getTime()) };
  return { strategy, recommendationId: await logExposure(platform, { experimentId: experiment.id, strategy, subject: key, userId: subject.userId, at: now }) };
}
