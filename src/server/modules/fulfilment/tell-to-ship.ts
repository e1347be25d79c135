import { notify } from '@/server/modules/notifications/notify';
import { toOrderToShipEmail } from '@/server/modules/notifications/templates/order-to-ship-email';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { listPartsToShip } from './to-ship.queries';

/** For the job of a paid order: tells each seller what it has to send, once. A part that was sent or given back meanwhile is passed over. May be repeated. */
export async function tellToShip({ db, env }: Pick<Platform, 'db' | 'env'>, { orderId }: { orderId: string }): Promise<void> {
  await db.asService('tell sellers what to send', async (tx) => {
    const at = clock.now();
    for (const { sellerId, sellerSlug, number, items } of await listPartsToShip(tx, orderId)) {
      const href = `/seller/${sellerSlug}/orders/${orderId}` as const;
      const email = toOrderToShipEmail({ number, items, orderUrl: `${env.PUBLIC_URL}${href}` });
      await notify(tx, { to: { sellerId }, type: 'order_to_ship', title: email.subject, href, dedupeKey: `to-ship:${orderId}:${sellerId}`, email, at });
    }
  });
}
