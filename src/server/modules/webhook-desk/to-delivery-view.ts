import type { WebhookDeliveryView } from '@/shared/contracts/webhook-endpoints';
import type { DeliveryRow } from './deliveries.queries';

/** Pure. */
export function toDeliveryView({ nextAttemptAt, lastAttemptAt, deliveredAt, createdAt, ...row }: DeliveryRow): WebhookDeliveryView {
  return { ...row, nextAttemptAt: nextAttemptAt?.toISOString() ?? null, lastAttemptAt: lastAttemptAt?.toISOString() ?? null, deliveredAt: deliveredAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
}
