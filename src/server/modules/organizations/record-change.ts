import { recordAudit, type AuditEntry } from '@/server/modules/audit/record-audit';
import type { ServiceTx } from '@/server/platform/db';
import type { Call } from './call';

/** Writes who changed what of an organization to the audit log, in the transaction of the change. */
export function recordChange(tx: ServiceTx, { viewer, requestId }: Omit<Call<unknown>, 'input'>, change: Pick<AuditEntry, 'action' | 'targetId' | 'before' | 'after'>): Promise<void> {
  return recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, targetType: 'organization', ...change, ...(requestId && { requestId }) });
}
