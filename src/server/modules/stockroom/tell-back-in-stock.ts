import { notify } from '@/server/modules/notifications/notify';
import { toBackInStockEmail } from '@/server/modules/notifications/templates/back-in-stock-email';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { enqueue } from '@/server/platform/queue';
import { HOUR_MS } from '@/shared/time';
import { countTold, listWaiting, lockAvailable, markTold } from './alerts.queries';

const ROUND_MAX = 200;

/**
 * Writes to those who wait for a stock, in the order they asked and to as many within an hour as there are units; the others hear an hour
 * later if units are left then, or when more come. Each wish is answered once. May run at any time and by two at once.
 */
export async function tellBackInStock({ db, env }: Pick<Platform, 'db' | 'env'>, { levelId }: { levelId: string }): Promise<void> {
  const now = clock.now();
  await db.asService('tell those who wait that something is back', async (tx) => {
    const available = await lockAvailable(tx, levelId);
    if (available <= 0) return;
    const told = await countTold(tx, { levelId, since: new Date(now.getTime() - HOUR_MS) });
    const round = Math.max(0, Math.min(available - told, ROUND_MAX));
    const waiting = await listWaiting(tx, { levelId, limit: round + 1 });
    const people = waiting.slice(0, round);
    for (const { userId, variantId, askedAt, ...what } of people) {
      const email = toBackInStockEmail({ ...what, productUrl: `${env.PUBLIC_URL}/marketplace/${what.productSlug}` });
      await notify(tx, { to: { userId }, type: 'back_in_stock', title: email.subject, href: `/marketplace/${what.productSlug}`, dedupeKey: `back-in-stock:${variantId}:${userId}:${askedAt.getTime()}`, email, at: now });
    }
    if (people.length > 0) await markTold(tx, { people, now });
    if (waiting.length > round) await enqueue(tx, { task: 'tell-back-in-stock', payload: { levelId }, key: `back-in-stock:${levelId}`, runAt: new Date(now.getTime() + HOUR_MS) });
  });
}
