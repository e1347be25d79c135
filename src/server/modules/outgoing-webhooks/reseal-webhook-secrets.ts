import { sealPrefix } from '@/server/platform/cipher';
import type { ServiceTx } from '@/server/platform/db';
import type { Env } from '@/server/platform/env';
import { logger } from '@/server/platform/logger';
import { listSecretsSealedOtherwise, replaceSecret } from './delivery.queries';
import { openWebhookSecret, sealWebhookSecret } from './seal-webhook-secret';

const AT_ONCE = 200;

/** Seals anew, with the first of `DATA_SECRET`, signing secrets that stand there in clear or by a former key. For the sweep; a portion at a time. */
export async function resealWebhookSecrets(tx: ServiceTx, env: Pick<Env, 'DATA_SECRET'>): Promise<void> {
  for (const { endpointId, secret } of await listSecretsSealedOtherwise(tx, { prefix: sealPrefix(env.DATA_SECRET), limit: AT_ONCE })) {
    const sealed = reseal(secret, { endpointId, env });
    if (sealed !== undefined) await replaceSecret(tx, { endpointId, secret, sealed });
  }
}

function reseal(secret: string, of: Parameters<typeof openWebhookSecret>[1]): string | undefined {
  try {
    return sealWebhookSecret(openWebhookSecret(secret, of), of);
  } catch (error) {
    // The others must not wait for it.
    logger.error({ err: error, endpointId: of.endpointId }, 'a signing secret cannot be read');
    return undefined;
  }
}
