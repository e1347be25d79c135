import { decrypt, encrypt } from '@/server/platform/cipher';
import type { Env } from '@/server/platform/env';

interface Of {
  endpointId: string;
  env: Pick<Env, 'DATA_SECRET'>;
}

const scopeOf = ({ endpointId, env }: Of) => ({ context: `webhook_secrets:${endpointId}`, secret: env.DATA_SECRET });

/** A signing secret as the database keeps it: readable with `DATA_SECRET` alone, and as this endpoint's alone. */
export const sealWebhookSecret = (secret: string, of: Of): string => encrypt(secret, scopeOf(of));

/** A signing secret as it signs. One that still waits to be sealed is what it is. Throws when the key it was sealed with is gone. */
export const openWebhookSecret = (kept: string, of: Of): string => (kept.startsWith('whsec_') ? kept : decrypt(kept, scopeOf(of)));
