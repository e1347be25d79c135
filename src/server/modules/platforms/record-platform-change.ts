import { recordAudit, type AuditEntry } from '@/server/modules/audit/record-audit';
import type { Call } from '@/server/modules/organizations/call';
import type { ServiceTx } from '@/server/platform/db';

/** Writes who did what to a platform to the audit log, in the transaction of the change. Never a key, never its hash. */
export function recordPlatformChange(tx: ServiceTx, { viewer, requestId }: Omit<Call<unknown>, 'input'>, change: Pick<AuditEntry, 'action' | 'targetId' | 'before' | 'after'>): Promise<void> {
  return recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, targetType: 'platform', ...change, ...(requestId && { requestId }) });
}
