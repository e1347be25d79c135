import type { Call } from '@/server/modules/organizations/call';
import { replayDelivery } from '@/server/modules/outgoing-webhooks/replay-delivery';
import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { recordPlatformChange } from '@/server/modules/platforms/record-platform-change';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { WebhookDeliveryInput } from '@/shared/contracts/webhook-endpoints';
import { AppError } from '@/shared/errors';
import { assertTakesEvents } from './assert-takes-events';
import { findDelivery } from './deliveries.queries';
import { holdEndpoint } from './hold-endpoint';

/** Owners and admins have one delivery sent again under its `webhook-id`, whatever became of it. Throws NOT_FOUND, FORBIDDEN, CONFLICT while its endpoint is disabled. */
export async function replayWebhook(db: Database, call: Call<WebhookDeliveryInput>): Promise<void> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, deliveryId } = input;
  const delivery = await findDelivery(db.readAs(viewer), { deliveryId, platformId });
  if (!delivery) throw new AppError('NOT_FOUND', 'This platform has no such delivery.');
  await db.asService('deliveries are written by the service alone', async (tx) => {
    assertTakesEvents(await holdEndpoint(tx, { endpointId: delivery.endpointId, platformId }));
    await replayDelivery(tx, { deliveryId, at: clock.now() });
    await recordPlatformChange(tx, call, { action: 'webhook.replay', targetId: platformId, after: { deliveryId } });
  });
}
