import type { Call } from '@/server/modules/organizations/call';
import { sealWebhookSecret } from '@/server/modules/outgoing-webhooks/seal-webhook-secret';
import { newWebhookSecret } from '@/server/modules/outgoing-webhooks/sign-webhook';
import { toWebhookUrl } from '@/server/modules/outgoing-webhooks/to-webhook-url';
import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { holdPlatform } from '@/server/modules/platforms/hold-platform';
import { recordPlatformChange } from '@/server/modules/platforms/record-platform-change';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { CreatedWebhookSecret, CreateWebhookEndpointInput } from '@/shared/contracts/webhook-endpoints';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { countEndpoints, insertEndpoint, insertSecret } from './endpoints.queries';

const MAX_ENDPOINTS = 10;

/** Owners and admins name an address that gets events of one world; its secret is in this answer and never again. Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT for an address of no use, CONFLICT beyond ten. */
export async function createWebhookEndpoint({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<CreateWebhookEndpointInput>): Promise<CreatedWebhookSecret> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, mode, description, eventTypes } = input;
  const url = toWebhookUrl(input.url, { allowsHere: env.LOCAL_WEBHOOKS }).href;
  const at = clock.now();
  const [endpointId, secret] = [newId('webhookEndpoint', at.getTime()), newWebhookSecret()];
  await db.asService('endpoints are written by the service alone', async (tx) => {
    await holdPlatform(tx, platformId);
    if ((await countEndpoints(tx, { platformId, mode })) >= MAX_ENDPOINTS) throw new AppError('CONFLICT', 'Ten endpoints are enough. Delete one first.', { reason: 'too_many' });
    await insertEndpoint(tx, { id: endpointId, platformId, mode, url, description, eventTypes, createdBy: viewer.userId, at });
    await insertSecret(tx, { endpointId, sealed: sealWebhookSecret(secret, { endpointId, env }), at });
    await recordPlatformChange(tx, call, { action: 'webhook.create', targetId: platformId, after: { endpointId, mode, url, eventTypes } });
  });
  return { endpointId, secret };
}
