import type { Platform } from '@/server/platform/platform';
import type { TrackedEvent } from '@/shared/contracts/analytics';
import { newId } from '@/shared/ids';
import { insertEvents, type EventRow } from './events.queries';
import { toSearchTerm } from './to-search-term';

/** What a visitor did, and when. `visitor` is the id of `readVisitor`. */
export type RecordedEvent = TrackedEvent & { visitor: string; at: Date };

/**
 * Writes down what visitors did. Whoever calls has asked `readVisitor` and stopped at null. Events of products that nobody may see are dropped, and so are
 * searches for what looks like a person's address. Not to be repeated: each call counts.
 */
export async function recordEvents({ db }: Pick<Platform, 'db'>, events: readonly RecordedEvent[]): Promise<number> {
  const rows = events.map(toRow).filter((row) => row !== null);
  return rows.length === 0 ? 0 : insertEvents(db.writeAsService('events are written for visitors, who have no role of their own'), rows);
}

function toRow(event: RecordedEvent): EventRow | null {
  const row = { id: newId('analyticsEvent', event.at.getTime()), name: event.name, visitor: event.visitor, at: event.at.toISOString(), product_id: null, place: null, term: null, results: null, recommendation_id: null };
  switch (event.name) {
    case 'view':
    case 'click':
      return { ...row, product_id: event.productId ?? null, place: event.place, recommendation_id: event.recommendationId ?? null };
    case 'cart':
      return { ...row, product_id: event.productId, recommendation_id: event.recommendationId ?? null };
    case 'search': {
      const term = toSearchTerm(event.term);
      return term === null ? null : { ...row, term, results: event.results };
    }
  }
}
