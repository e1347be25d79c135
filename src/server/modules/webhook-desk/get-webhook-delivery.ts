import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import type { Database, Viewer } from '@/server/platform/db';
import type { WebhookDeliveryDetail, WebhookDeliveryInput } from '@/shared/contracts/webhook-endpoints';
import { AppError } from '@/shared/errors';
import { findDelivery } from './deliveries.queries';
import { toDeliveryView } from './to-delivery-view';

/** Members see one delivery with what was sent and the beginning of what was answered. Throws NOT_FOUND for strangers and for another platform's. */
export async function getWebhookDelivery(db: Database, { viewer, input }: { viewer: Viewer; input: WebhookDeliveryInput }): Promise<WebhookDeliveryDetail> {
  await assertOwnPlatform(db, { viewer, ...input });
  const row = await findDelivery(db.readAs(viewer), input);
  if (!row) throw new AppError('NOT_FOUND', 'This platform has no such delivery.');
  const { payload, lastAnswer, ...delivery } = row;
  return { ...toDeliveryView(delivery), payload, lastAnswer };
}
