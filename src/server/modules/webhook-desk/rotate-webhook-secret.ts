import type { Call } from '@/server/modules/organizations/call';
import { sealWebhookSecret } from '@/server/modules/outgoing-webhooks/seal-webhook-secret';
import { newWebhookSecret } from '@/server/modules/outgoing-webhooks/sign-webhook';
import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { recordPlatformChange } from '@/server/modules/platforms/record-platform-change';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { CreatedWebhookSecret, RotateWebhookSecretInput } from '@/shared/contracts/webhook-endpoints';
import { HOUR_MS } from '@/shared/time';
import { endSecret, insertSecret } from './endpoints.queries';
import { holdEndpoint } from './hold-endpoint';

/** Owners and admins draw a new secret, shown in this answer and never again; until the overlap is over deliveries carry a signature by each. Throws NOT_FOUND, FORBIDDEN. */
export async function rotateWebhookSecret({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<RotateWebhookSecretInput>): Promise<CreatedWebhookSecret> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, endpointId, overlapHours } = input;
  const at = clock.now();
  const secret = newWebhookSecret();
  await db.asService('secrets are written by the service alone', async (tx) => {
    await holdEndpoint(tx, { endpointId, platformId });
    await endSecret(tx, { endpointId, endsAt: new Date(at.getTime() + overlapHours * HOUR_MS), at });
    await insertSecret(tx, { endpointId, sealed: sealWebhookSecret(secret, { endpointId, env }), at });
    await recordPlatformChange(tx, call, { action: 'webhook.rotate', targetId: platformId, after: { endpointId, overlapHours } });
  });
  return { endpointId, secret };
}
