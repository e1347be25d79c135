import type { ProductCard } from '@/shared/contracts/catalog';
import type { Recommendation } from '@/shared/contracts/discovery';
import type { Scored } from './score-product';
import { toReason } from './to-reason';

/** What was ranked, as it is shown; what has left the shop since is left out. Pure. */
export function toRecommendations(ranked: readonly Scored[], cards: readonly ProductCard[], recommendationId: string): Recommendation[] {
  const byId = new Map(cards.map((card) => [card.id, card]));
  return ranked.flatMap((one) => {
    const card = byId.get(one.candidate.id);
    return card ? [{ ...card, reason: toReason(one), confidence: one.confidence, recommendationId }] : [];
  });
}
