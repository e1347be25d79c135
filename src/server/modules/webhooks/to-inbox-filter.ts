import type { InboxFilter } from './inbox.queries';

/** Reads what an admin typed: an order number, an event's or an object's id, or the beginning of a type. Pure. */
export function toInboxFilter({ q, statuses, type }: { q: string; statuses: readonly string[]; type: string }): InboxFilter {
  return { subject: toSubject(q), statuses, type };
}

function toSubject(q: string): InboxFilter['subject'] {
  if (q === '') return null;
  const digits = /^(?:LK-)?(\d{1,15})$/i.exec(q)?.[1];
  if (digits) return { order: Number(digits) };
  if (/^(evt|whe)_/.test(q)) return { event: q };
  // Types are words with dots; ids of objects have an underscore before letters and digits of both cases.
  return /^[a-z_]+(\.[a-z_]*)*$/.test(q) ? { typePrefix: q } : { object: q };
}
