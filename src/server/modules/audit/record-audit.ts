import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { insertAuditEntry } from './audit.queries';

/** Who did what to what. `before` and `after` hold the fields that changed, never secrets. */
export interface AuditEntry {
  /** Null for the operator at the command line and for the system itself. */
  actorUserId: string | null;
  actorRole: 'customer' | 'ops' | 'admin' | 'system';
  /** Noun and verb, such as `role.grant`, `order.refund`. */
  action: string;
  targetType: string;
  targetId: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  requestId?: string;
}

/** Adds a line to the audit log, in the transaction of the change it tells of: neither is there without the other. */
export async function recordAudit(tx: ServiceTx, entry: AuditEntry): Promise<void> {
  await insertAuditEntry(tx, { ...entry, id: newId('audit'), at: clock.now() });
}
