import { recordAudit } from '@/server/modules/audit/record-audit';
import type { Database, Viewer } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import type { WebhookEventIdInput } from '@/shared/contracts/admin-webhooks';
import { AppError } from '@/shared/errors';
import { reopenEvent } from './webhooks.queries';

/** Has an event that did not take effect worked on again, for admins, with a line in the audit log. Throws CONFLICT when it did, or is still on its way. */
export async function replayWebhookEvent(db: Database, { viewer, input, requestId }: { viewer: Viewer; input: WebhookEventIdInput; requestId: string }): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { webhookEventId } = input;
  await db.asService('admins replay events', async (tx) => {
    if (!(await reopenEvent(tx, webhookEventId))) throw new AppError('CONFLICT', 'This event has taken effect, or is on its way.', { reason: 'not_replayable' });
    await enqueue(tx, { task: 'process-webhook-event', payload: { webhookEventId }, key: `event:${webhookEventId}` });
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'webhook.replay', targetType: 'webhook_event', targetId: webhookEventId, requestId });
  });
}
