import { listCards } from '@/server/modules/catalog/list-cards';
import type { Platform } from '@/server/platform/platform';
import type { Recommendation } from '@/shared/contracts/discovery';
import { newId } from '@/shared/ids';
import { findPopular } from './popular.queries';
import { rankProducts } from './rank-products';
import { toRecommendations } from './to-recommendations';

/** Everyone: what many choose, the same for all, so it may be cached. New things where nothing has been chosen yet. */
export async function listPopular({ db }: Pick<Platform, 'db'>, { limit }: { limit: number }): Promise<Recommendation[]> {
  const candidates = (await findPopular(db.anon)).map((row) => ({ ...row, traits: [], partIds: [], lessons: [] }));
  const ranked = rankProducts({ candidates, taste: { role: null, tools: [], problem: null, past: [] }, strategy: 'popular', known: new Set(), limit });
  const cards = await listCards(db.anon, ranked.map(({ candidate }) => candidate.id));
  return toRecommendations(ranked, cards, newId('recommendation'));
}
