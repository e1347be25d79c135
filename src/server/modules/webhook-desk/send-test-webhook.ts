import type { Call } from '@/server/modules/organizations/call';
import { publishTestEvent } from '@/server/modules/outgoing-webhooks/publish-test-event';
import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { WebhookEndpointInput } from '@/shared/contracts/webhook-endpoints';
import { assertTakesEvents } from './assert-takes-events';
import { holdEndpoint } from './hold-endpoint';

/** Owners and admins have one endpoint sent an event that says it is a test. Throws NOT_FOUND, FORBIDDEN, CONFLICT while it is disabled. */
export async function sendTestWebhook(db: Database, { viewer, input }: Call<WebhookEndpointInput>): Promise<void> {
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, endpointId } = input;
  await db.asService('events are written by the service alone', async (tx) => {
    const endpoint = await holdEndpoint(tx, { endpointId, platformId });
    assertTakesEvents(endpoint);
    await publishTestEvent(tx, { endpointId, platformId, mode: endpoint.mode, at: clock.now() });
  });
}
