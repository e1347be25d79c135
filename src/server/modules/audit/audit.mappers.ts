import type { AuditChange, AuditLineView, ExportAuditInput } from '@/shared/contracts/admin-audit';
import { DAY_MS } from '@/shared/time';
import type { AuditFilter, AuditRow } from './audit-log.queries';

const say = (value: unknown) => (value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value));

/** What changed, field by field, in the order it was written; what stayed the same is left out. Pure. */
export function toChanges(before: Record<string, unknown> | null, after: Record<string, unknown> | null): AuditChange[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields].map((field) => ({ field, before: say(before?.[field]), after: say(after?.[field]) })).filter((change) => change.before !== change.after);
}

/** A line as admins see it. Pure. */
export function toAuditLineView({ at, before, after, ...row }: AuditRow): AuditLineView {
  return { ...row, at: at.toISOString(), changes: toChanges(before, after) };
}

/** The days of the filter as a half-open span. Pure. */
export function toAuditFilter({ from, until, ...rest }: ExportAuditInput): Omit<AuditFilter, 'after' | 'limit'> {
  return { ...rest, since: from === '' ? null : new Date(`${from}T00:00:00Z`), before: until === '' ? null : new Date(new Date(`${until}T00:00:00Z`).getTime() + DAY_MS) };
}
