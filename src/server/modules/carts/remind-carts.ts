import { notify } from '@/server/modules/notifications/notify';
import { toCartReminderEmail } from '@/server/modules/notifications/templates/cart-reminder-email';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { markLeftCarts } from './reminders.queries';

/** A cart is left when nothing was done to it for a day; one that was left for longer than three is let go. */
const LEFT_DAYS = 1;
const GONE_DAYS = 3;
/** A person is reminded no more often than that. */
const QUIET_DAYS = 30;
const ROUND = 100;

/**
 * For the scheduled job alone. Writes one mail to each person who left something in their cart a day ago and bought nothing since; never to guests, nor to who
 * wants no such mail. May be repeated, and run by two at once. Answers how many carts were looked at.
 */
export async function remindCarts({ db, env }: Pick<Platform, 'db' | 'env'>): Promise<number> {
  const now = clock.now();
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  let count = 0;
  for (let round = ROUND; round === ROUND; count += round) {
    round = await db.asService('remind people of their carts', async (tx) => {
      const carts = await markLeftCarts(tx, { now, after: ago(GONE_DAYS), before: ago(LEFT_DAYS), remindedBefore: ago(QUIET_DAYS), limit: ROUND });
      for (const { userId, cartId, titles } of carts) {
        const email = toCartReminderEmail({ titles, cartUrl: `${env.PUBLIC_URL}/cart` });
        await notify(tx, { to: { userId }, type: 'cart_reminder', title: 'Still in your cart', href: '/cart', dedupeKey: `cart:${cartId}:${now.getTime()}`, email, at: now });
      }
      return carts.length;
    });
  }
  return count;
}
