import { z } from 'zod';
import { Cursor } from './cursor';

/** Which lines of the audit log. */
const AuditFilter = {
  /** The beginning of a mail address, or a person's id; `system` for what nobody signed in did. */
  actor: z.string().trim().max(320).default(''),
  /** The beginning of an action, such as `order.` or `webhook.replay`. */
  action: z.string().trim().max(80).default(''),
  /** The id of the thing. */
  target: z.string().trim().max(100).default(''),
  requestId: z.string().trim().max(100).default(''),
  /** Days, UTC; both are part of the span. */
  from: z.union([z.literal(''), z.iso.date()]).default(''),
  until: z.union([z.literal(''), z.iso.date()]).default(''),
};

export const ExportAuditInput = z.strictObject(AuditFilter);
export type ExportAuditInput = z.infer<typeof ExportAuditInput>;

export const ListAuditInput = z.strictObject({ ...AuditFilter, cursor: Cursor.optional(), limit: z.number().int().min(1).max(100).default(50) });
export type ListAuditInput = z.infer<typeof ListAuditInput>;

/** One field of what changed; null where there was, or is, nothing. */
export const AuditChange = z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() });
export type AuditChange = z.infer<typeof AuditChange>;

export const AuditLineView = z.object({
  id: z.string(),
  at: z.string(),
  actorUserId: z.string().nullable(),
  /** Null for the system, and for people who are gone. */
  actorEmail: z.string().nullable(),
  actorRole: z.string(),
  action: z.string(),
  targetType: z.string(),
  targetId: z.string(),
  changes: z.array(AuditChange),
  requestId: z.string().nullable(),
});
export type AuditLineView = z.infer<typeof AuditLineView>;

export const AuditPage = z.object({ items: z.array(AuditLineView), nextCursor: z.string().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;
