import type { Call } from '@/server/modules/organizations/call';
import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { recordPlatformChange } from '@/server/modules/platforms/record-platform-change';
import type { Database } from '@/server/platform/db';
import type { WebhookEndpointInput } from '@/shared/contracts/webhook-endpoints';
import { deleteEndpoint } from './endpoints.queries';
import { holdEndpoint } from './hold-endpoint';

/** Owners and admins delete an endpoint with its secrets and the log of its deliveries; events stay. Throws NOT_FOUND, FORBIDDEN. */
export async function deleteWebhookEndpoint(db: Database, call: Call<WebhookEndpointInput>): Promise<void> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, endpointId } = input;
  await db.asService('endpoints are written by the service alone', async (tx) => {
    const { mode, url } = await holdEndpoint(tx, { endpointId, platformId });
    await deleteEndpoint(tx, endpointId);
    await recordPlatformChange(tx, call, { action: 'webhook.delete', targetId: platformId, before: { endpointId, mode, url } });
  });
}
