import { notify } from '@/server/modules/notifications/notify';
import { toOrderToShipEmail } from '@/server/modules/notifications/templates/order-to-ship-email';
import { toOrdersToShipEmail } from '@/server/modules/notifications/templates/orders-to-ship-email';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { takePartsToShip, type PartsToShip } from './to-ship.queries';

const ROUND = 200;

/**
 * For the scheduled job alone: tells each seller what was paid since and is to be sent, of many orders at once in one notification. It is not done where an order becomes paid, because a seller's people
 * are told one after the other and a busy one would hold up everybody's orders. May run at any time and by two at once.
 */
export async function tellToShip({ db, env }: Pick<Platform, 'db' | 'env'>): Promise<void> {
  for (let round = ROUND; round === ROUND; ) {
    round = await db.asService('tell sellers what to send', async (tx) => {
      const at = clock.now();
      const parts = await takePartsToShip(tx, { at, most: ROUND });
      for (const seller of parts) await tell(tx, seller, { at, publicUrl: env.PUBLIC_URL });
      return parts.reduce((sum, { orders }) => sum + orders.length, 0);
    });
  }
}

async function tell(tx: ServiceTx, { sellerId, sellerSlug, orders }: PartsToShip, { at, publicUrl }: { at: Date; publicUrl: string }): Promise<void> {
  const [first] = orders;
  if (!first) return;
  const href = orders.length === 1 ? (`/seller/${sellerSlug}/orders/${first.id}` as const) : (`/seller/${sellerSlug}/orders` as const);
  const email = orders.length === 1 ? toOrderToShipEmail({ ...first, orderUrl: `${publicUrl}${href}` }) : toOrdersToShipEmail({ numbers: orders.map(({ number }) => number), ordersUrl: `${publicUrl}${href}` });
  await notify(tx, { to: { sellerId }, type: 'order_to_ship', title: email.subject, href, dedupeKey: `to-ship:${first.id}:${sellerId}`, email: { ...email, kind: 'order-to-ship' }, at });
}
