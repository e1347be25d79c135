import type { ThreadView } from '@/shared/contracts/messages';

/** A conversation with another page of it: of what the page covers the page alone is true; oldest first. Says where older ones begin. */
export function mergeMessages(before: ThreadView, next: ThreadView): ThreadView {
  const [from, to] = [next.messages[0]?.seq ?? Infinity, next.messages.at(-1)?.seq ?? -Infinity];
  const newest = before.messages.at(-1)?.seq ?? 0;
  // More came than one page holds: what lies between is asked for again, rather than left out.
  if (next.olderBefore !== null && from > newest + 1) return next;
  const messages = [...before.messages.filter(({ seq }) => seq < from || seq > to), ...next.messages].sort((a, b) => a.seq - b.seq);
  const isOlder = from < (before.messages[0]?.seq ?? Infinity);
  const olderBefore = isOlder ? next.olderBefore : before.olderBefore;
  return { ...(next.lastSeq >= before.lastSeq ? next : before), messages, olderBefore };
}
