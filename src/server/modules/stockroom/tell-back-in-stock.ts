import { notify } from '@/server/modules/notifications/notify';
import { toBackInStockEmail } from '@/server/modules/notifications/templates/back-in-stock-email';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { enqueue } from '@/server/platform/queue';
import { HOUR_MS } from '@/shared/time';
import { countTold, findUnits, listWaiting, lockRound, markTold } from './alerts.queries';

/** Each has a message of their own, and thus a statement. */
const PEOPLE_PER_PAGE = 50;

interface Round {
  levelId: string;
  now: Date;
  publicUrl: string;
}

/**
 * Writes to those who wait for a stock, in the order they asked and to as many within an hour as there are units; the others hear an hour
 * later if units are left then, or when more come. Each wish is answered once. May run at any time and by two at once.
 */
export async function tellBackInStock({ db, env }: Pick<Platform, 'db' | 'env'>, { levelId }: { levelId: string }): Promise<void> {
  const round = { levelId, now: clock.now(), publicUrl: env.PUBLIC_URL };
  let isOver = false;
  while (!isOver) isOver = await db.asService('tell those who wait that something is back', (tx) => tellPage(tx, round));
}

/** Who is told is marked in the same transaction, so that a round which breaks off goes on where it was. */
async function tellPage(tx: ServiceTx, { levelId, now, publicUrl }: Round): Promise<boolean> {
  await lockRound(tx, levelId);
  const available = await findUnits(tx, levelId);
  if (available <= 0) return true;
  const units = Math.max(0, available - (await countTold(tx, { levelId, since: new Date(now.getTime() - HOUR_MS) })));
  const limit = Math.min(units, PEOPLE_PER_PAGE);
  const waiting = await listWaiting(tx, { levelId, limit: limit + 1 });
  const people = waiting.slice(0, limit);
  const isMore = waiting.length > limit;
  if (people.length > 0) await markTold(tx, { people, now });
  if (isMore && limit === units) await enqueue(tx, { task: 'tell-back-in-stock', payload: { levelId }, key: `back-in-stock:${levelId}`, runAt: new Date(now.getTime() + HOUR_MS) });
  for (const { userId, variantId, askedAt, ...what } of people) {
    const email = toBackInStockEmail({ ...what, productUrl: `${publicUrl}/marketplace/${what.productSlug}` });
    await notify(tx, { to: { userId }, type: 'back_in_stock', title: email.subject, href: `/marketplace/${what.productSlug}`, dedupeKey: `back-in-stock:${variantId}:${userId}:${askedAt.getTime()}`, email, at: now });
  }
  return !isMore || limit === units;
}
