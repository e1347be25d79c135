import type { Call } from '@/server/modules/organizations/call';
import { replayDeliveries } from '@/server/modules/outgoing-webhooks/replay-deliveries';
import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { recordPlatformChange } from '@/server/modules/platforms/record-platform-change';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { ReplayWebhooksInput } from '@/shared/contracts/webhook-endpoints';
import { HOUR_MS } from '@/shared/time';
import { assertTakesEvents } from './assert-takes-events';
import { holdEndpoint } from './hold-endpoint';

/** Owners and admins have an endpoint sent all it did not take in the last hours, also what was published while it was disabled. Throws NOT_FOUND, FORBIDDEN, CONFLICT while it is disabled. */
export async function replayWebhooks(db: Database, call: Call<ReplayWebhooksInput>): Promise<{ count: number }> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, endpointId, sinceHours } = input;
  const at = clock.now();
  return db.asService('deliveries are written by the service alone', async (tx) => {
    assertTakesEvents(await holdEndpoint(tx, { endpointId, platformId }));
    const count = await replayDeliveries(tx, { endpointId, since: new Date(at.getTime() - sinceHours * HOUR_MS), at });
    await recordPlatformChange(tx, call, { action: 'webhook.replay', targetId: platformId, after: { endpointId, sinceHours, count } });
    return { count };
  });
}
