import type { Call } from '@/server/modules/organizations/call';
import { stopEndpoint } from '@/server/modules/outgoing-webhooks/stop-endpoint';
import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { recordPlatformChange } from '@/server/modules/platforms/record-platform-change';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { SwitchWebhookEndpointInput } from '@/shared/contracts/webhook-endpoints';
import { enableEndpoint } from './endpoints.queries';
import { holdEndpoint } from './hold-endpoint';

/** Owners and admins stop an endpoint or let it take events again; what it missed is theirs to replay. May be repeated. Throws NOT_FOUND, FORBIDDEN. */
export async function switchWebhookEndpoint(db: Database, call: Call<SwitchWebhookEndpointInput>): Promise<void> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, endpointId, isOn } = input;
  const at = clock.now();
  await db.asService('endpoints are written by the service alone', async (tx) => {
    const { isDisabled } = await holdEndpoint(tx, { endpointId, platformId });
    if (isOn !== isDisabled) return;
    if (isOn) await enableEndpoint(tx, { endpointId, at });
    else await stopEndpoint(tx, { endpointId, at });
    await recordPlatformChange(tx, call, { action: isOn ? 'webhook.enable' : 'webhook.disable', targetId: platformId, after: { endpointId } });
  });
}
