import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { ListWebhookEndpointsInput, WebhookEndpointView } from '@/shared/contracts/webhook-endpoints';
import { listEndpoints } from './endpoints.queries';

/** Members see where the webhooks of one world go, newest first; never a secret. Throws NOT_FOUND for strangers. */
export async function listWebhookEndpoints(db: Database, { viewer, input }: { viewer: Viewer; input: ListWebhookEndpointsInput }): Promise<WebhookEndpointView[]> {
  await assertOwnPlatform(db, { viewer, ...input });
  const rows = await listEndpoints(db.readAsService('when a former secret ends stands beside the secret'), { ...input, now: clock.now() });
  return rows.map(({ disabledAt, failingSince, overlapEndsAt, createdAt, ...row }) => ({
    ...row,
    disabledAt: disabledAt?.toISOString() ?? null,
    failingSince: failingSince?.toISOString() ?? null,
    overlapEndsAt: overlapEndsAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  }));
}
