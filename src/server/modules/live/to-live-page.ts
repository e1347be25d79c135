import type { LiveEvent } from '@/shared/contracts/live';
import type { LiveEventRow } from './live.queries';

export interface NumberedEvent {
  seq: number;
  event: LiveEvent;
}

/**
 * What to tell a page that has had everything up to `after`; null: that begins. Numbers have no gaps, so a missing one is an event that is kept no more:
 * then the page is told to ask for everything, and goes on from the newest.
 */
export function toLivePage(after: number | null, { last, events }: { last: number; events: readonly LiveEventRow[] }): NumberedEvent[] {
  const reset: NumberedEvent[] = [{ seq: last, event: { kind: 'reset' } }];
  if (after === null || after > last) return reset;
  if (events.length === 0 ? after < last : events.some(({ seq }, index) => seq !== after + 1 + index)) return reset;
  return events.map(({ seq, kind, ref, at }) => ({ seq, event: { kind, ref, at: at.toISOString() } }));
}
