import { setClock } from '@/server/platform/clock';
import { DAY_MS } from '@/shared/time';

const DAY_SECONDS = DAY_MS / 1_000;

/** Works as if it were so many days ago, here and at the stand-in for Stripe, whose time is put back afterwards whatever happens. */
export async function onDay<T>({ daysAgo, stripeUrl }: { daysAgo: number; stripeUrl: string }, work: () => Promise<T>): Promise<T> {
  if (daysAgo === 0) return work();
  await moveStripe(stripeUrl, -daysAgo);
  setClock({ now: () => new Date(Date.now() - daysAgo * DAY_MS) });
  try {
    return await work();
  } finally {
    setClock();
    await moveStripe(stripeUrl, daysAgo);
  }
}

async function moveStripe(stripeUrl: string, days: number): Promise<void> {
  const answer = await fetch(new URL('/_double/advance', stripeUrl), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ seconds: days * DAY_SECONDS }) });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`seed: the stand-in for Stripe answered ${answer.status} when its time was to be moved.`);
}
