import { recordAudit } from '@/server/modules/audit/record-audit';
import type { Database, Viewer } from '@/server/platform/db';
import type { ReplayedWebhookEvents, ReplayWebhookEventsInput } from '@/shared/contracts/admin-webhooks';
import { AppError } from '@/shared/errors';
import { reopenEvents } from './inbox.queries';
import { toInboxFilter } from './to-inbox-filter';

/** At once, so that the transaction stays short; the rest is another click. */
const MAX_AT_ONCE = 500;

/** Has every event of a list that did not take effect worked on again, for admins, with one line in the audit log. Throws NOT_FOUND when there is none. */
export async function replayWebhookEvents(db: Database, { viewer, input, requestId }: { viewer: Viewer; input: ReplayWebhookEventsInput; requestId: string }): Promise<ReplayedWebhookEvents> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const replayed = await db.asService('admins replay events', async (tx) => {
    const count = await reopenEvents(tx, { ...toInboxFilter(input), limit: MAX_AT_ONCE });
    if (count === 0) throw new AppError('NOT_FOUND', 'No event of this list can be worked on again.');
    const { statuses, type, q } = input;
    const after = { count, statuses, ...(type && { type }), ...(q && { q }) };
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'webhook.replay_all', targetType: 'webhook_event', targetId: 'many', after, requestId });
    return count;
  });
  return { replayed, isMore: replayed === MAX_AT_ONCE };
}
