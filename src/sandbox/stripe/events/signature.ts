import { createHmac } from 'node:crypto';

/** The `Stripe-Signature` header: one v1 per active secret over `<seconds>.<raw body>`. https://docs.stripe.com/webhooks#verify-manually */
export function signPayload(payload: string, secrets: readonly string[], atSeconds: number): string {
  const schemes = secrets.map((secret) => `v1=${createHmac('sha256', secret).update(`${atSeconds}.${payload}`).digest('hex')}`);
  return [`t=${atSeconds}`, ...schemes].join(',');
}
