import type { Call } from '@/server/modules/organizations/call';
import { toWebhookUrl } from '@/server/modules/outgoing-webhooks/to-webhook-url';
import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { recordPlatformChange } from '@/server/modules/platforms/record-platform-change';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { UpdateWebhookEndpointInput } from '@/shared/contracts/webhook-endpoints';
import { updateEndpoint } from './endpoints.queries';
import { holdEndpoint } from './hold-endpoint';

/** Owners and admins change where an endpoint's webhooks go and what it is told; deliveries that wait go to the new address. Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT. */
export async function updateWebhookEndpoint({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<UpdateWebhookEndpointInput>): Promise<void> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, endpointId, description, eventTypes } = input;
  const url = toWebhookUrl(input.url, { allowsHere: env.LOCAL_WEBHOOKS }).href;
  await db.asService('endpoints are written by the service alone', async (tx) => {
    const before = await holdEndpoint(tx, { endpointId, platformId });
    await updateEndpoint(tx, { endpointId, url, description, eventTypes, at: clock.now() });
    await recordPlatformChange(tx, call, { action: 'webhook.update', targetId: platformId, before: { url: before.url, eventTypes: before.eventTypes }, after: { endpointId, url, eventTypes } });
  });
}
