import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import type { WebhookEventFile, WebhookEventView } from '@/shared/contracts/admin-webhooks';
import { hideSecrets } from './hide-secrets';
import type { WebhookEventFileRow, WebhookEventRow } from './inbox.queries';

/** A row of the inbox as admins see it. Pure. */
export function toWebhookEventView(row: WebhookEventRow): WebhookEventView {
  const { id, stripeEventId, type, objectId, status, attempts, error, orderId, orderNumber: number, receivedAt, processedAt, tookMs } = row;
  const shown = { id, stripeEventId, type, objectId, status, attempts, error, orderId, tookMs };
  return { ...shown, orderNumber: number === null ? null : orderNumber(number), receivedAt: receivedAt.toISOString(), processedAt: processedAt?.toISOString() ?? null };
}

/** The same with payload and tries. Pure. */
export function toWebhookEventFile(row: WebhookEventFileRow): WebhookEventFile {
  const { apiVersion, livemode, stripeAccountId, payload, tries } = row;
  return { ...toWebhookEventView(row), apiVersion, livemode, stripeAccountId, payload: JSON.stringify(hideSecrets(payload), null, 2), tries };
}
