import type { Database, Viewer } from '@/server/platform/db';
import type { WebhookEventFile, WebhookEventIdInput } from '@/shared/contracts/admin-webhooks';
import { AppError } from '@/shared/errors';
import { findEventFile } from './inbox.queries';
import { toWebhookEventFile } from './webhooks.mappers';

/** One event with its payload and every try, for admins. Secrets in the payload are blanked. Throws NOT_FOUND. One statement. */
export async function getWebhookEvent(db: Database, { viewer, input }: { viewer: Viewer; input: WebhookEventIdInput }): Promise<WebhookEventFile> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const row = await findEventFile(db.readAsService('admins see the inbox'), input.webhookEventId);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such event.');
  return toWebhookEventFile(row);
}
