import { startStripeDouble } from '@/sandbox/stripe/server';
import type { Env } from '@/server/platform/env';

const PROBE_MS = 1_000;

/** The stand-in for Stripe that a seed works with. */
export interface DemoStripe {
  url: string;
  /** Ours for the time of the work: no shop is listening. */
  isOwn: boolean;
}

/**
 * Runs work that needs the stand-in for Stripe: the one that answers at STRIPE_API_URL, or one of our own for the time of it, when nothing listens there. Its
 * state is in the database, so the next one goes on where this one ends, but at the machine's own time, also after
 * one that was cut off. Without STRIPE_API_URL the real Stripe is meant, and nothing is done.
 */
export async function withStripe(env: Env, work: (stripe: DemoStripe) => Promise<void>): Promise<void> {
  const { STRIPE_API_URL: url, DATABASE_URL: databaseUrl } = env;
  if (url === undefined || databaseUrl === undefined) return;
  const { origin, port } = new URL(url);
  if (await isListening(origin)) return work({ url: origin, isOwn: false });
  const webhookSecret = env.STRIPE_WEBHOOK_SECRET.split(',')[0]?.trim() ?? '';
  // No shop listens yet: a buyer who is held back until it has heard of the payment would wait for nothing.
  const double = await startStripeDouble({ port: Number(port), databaseUrl, webhookUrl: `${env.PUBLIC_URL}/api/stripe/webhook`, webhookSecret, redirectWaitMs: 1 });
  const stripe = { url: double.url, isOwn: true };
  try {
    await moveStripe(stripe, 0);
    await work(stripe);
  } finally {
    await double.stop();
  }
}

/** Sets the time of the stand-in for Stripe so many seconds beside the machine's. */
export async function moveStripe({ url }: DemoStripe, seconds: number): Promise<void> {
  const answer = await fetch(new URL('/_double/clock', url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ seconds }) });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`seed: the stand-in for Stripe answered ${answer.status} when its time was to be set.`);
}

async function isListening(origin: string): Promise<boolean> {
  const answer = await fetch(`${origin}/_double/requests?path=none`, { signal: AbortSignal.timeout(PROBE_MS) }).catch(() => null);
  await answer?.arrayBuffer();
  return answer?.ok ?? false;
}
