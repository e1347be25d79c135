import type { DropStage } from '@/shared/contracts/drops';
import { DAY_MS } from '@/shared/time';
import { formatDay, formatTime } from '@/ui/format';

/** "Friday 27 Nov, 18:00 UTC": the weekday however far away, for a page that is kept does not know what day it is read on. */
export function whenInWords(at: string): string {
  return `${formatDay(at, new Date(at).getTime() - 2 * DAY_MS)}, ${formatTime(at)} UTC`;
}

export const STAGE_WORDS: Record<DropStage, string> = { announced: 'Opens soon', open: 'Open', closed: 'Waits for the draw', drawn: 'Drawn', ended: 'Over', canceled: 'Called off' };

/** Where a drop stands, in a sentence. */
export function stageInWords({ stage, entriesOpenAt, entriesCloseAt }: { stage: DropStage; entriesOpenAt: string; entriesCloseAt: string }): string {
  if (stage === 'announced') return `Drop opens ${whenInWords(entriesOpenAt)}.`;
  if (stage === 'open') return `Drop is open until ${whenInWords(entriesCloseAt)}.`;
  if (stage === 'closed') return 'Entries are closed. Within minutes their list is published and the draw made.';
  if (stage === 'drawn') return 'The drop is drawn. Winners order now; what they leave goes to the next in line.';
  return stage === 'ended' ? 'The drop is over. What was left is for everybody.' : 'The drop was called off.';
}
