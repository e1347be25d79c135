import type { ServiceTx } from '@/server/platform/db';
import { recordAudit } from '../audit/record-audit';
import type { Ended } from './impersonation.queries';

/** Writes to the log that admins look as somebody else no more, and what ended it. */
export async function recordEnds(tx: ServiceTx, ended: readonly Ended[], { by, requestId }: { by: 'button' | 'time'; requestId?: string | undefined }): Promise<void> {
  for (const { id, adminId, userId, endedAt } of ended) {
    await recordAudit(tx, { actorUserId: adminId, actorRole: 'admin', action: 'impersonation.end', targetType: 'user', targetId: userId, after: { by, endedAt: endedAt.toISOString(), impersonationId: id }, ...(requestId !== undefined && { requestId }) });
  }
}
