import { setClock } from '@/server/platform/clock';
import { DAY_MS } from '@/shared/time';
import { moveStripe, type DemoStripe } from './with-stripe';

const DAY_SECONDS = DAY_MS / 1_000;

/**
 * Works as if it were so many days ago, here and at the stand-in for Stripe. Where a shop is listening it is done today instead: the time of its stand-in is others' too, and its worker
 * would close as too old what is only just being paid.
 */
export async function onDay<T>({ daysAgo, stripe }: { daysAgo: number; stripe: DemoStripe }, work: () => Promise<T>): Promise<T> {
  if (daysAgo === 0 || !stripe.isOwn) return work();
  await moveStripe(stripe, -daysAgo * DAY_SECONDS);
  setClock({ now: () => new Date(Date.now() - daysAgo * DAY_MS) });
  try {
    return await work();
  } finally {
    setClock();
    await moveStripe(stripe, 0);
  }
}
