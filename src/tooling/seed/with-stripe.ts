import { startStripeDouble } from '@/sandbox/stripe/server';
import type { Env } from '@/server/platform/env';

const PROBE_MS = 1_000;

/**
 * Runs work that needs the stand-in for Stripe: the one that answers at STRIPE_API_URL, or one of our own for the time of it, when nothing listens there. Its
 * state is in the database, so the next one goes on where this one ends. Without STRIPE_API_URL the real Stripe is meant, and nothing is done.
 */
export async function withStripe(env: Env, work: (stripeUrl: string) => Promise<void>): Promise<void> {
  const { STRIPE_API_URL: url, DATABASE_URL: databaseUrl } = env;
  if (url === undefined || databaseUrl === undefined) return;
  const { origin, port } = new URL(url);
  if (await isListening(origin)) return work(origin);
  const webhookSecret = env.STRIPE_WEBHOOK_SECRET.split(',')[0]?.trim() ?? '';
  // No shop listens yet: a buyer who is held back until it has heard of the payment would wait for nothing.
  const double = await startStripeDouble({ port: Number(port), databaseUrl, webhookUrl: `${env.PUBLIC_URL}/api/stripe/webhook`, webhookSecret, redirectWaitMs: 1 });
  try {
    await work(double.url);
  } finally {
    await double.stop();
  }
}

async function isListening(origin: string): Promise<boolean> {
  const answer = await fetch(`${origin}/_double/requests?path=none`, { signal: AbortSignal.timeout(PROBE_MS) }).catch(() => null);
  await answer?.arrayBuffer();
  return answer?.ok ?? false;
}
