import type { Platform } from '@/server/platform/platform';
import { clock } from '@/server/platform/clock';
import { lockCart, lockCarts, moveItems } from './carts.queries';

/** Like the column's default: what a cart is in until something else is put in or chosen. */
export const USUAL_CURRENCY = 'usd';

/**
 * Whoever holds a guest's cookie may bring that cart along: it goes into the person's and is gone. Units of goods are added up to what is
 * available, nothing is lost, and the person's own country and coupon win. Safe to repeat and to do twice at once.
 */
export async function mergeCarts({ db }: Pick<Platform, 'db'>, { tokenHash, userId }: { tokenHash: string; userId: string }): Promise<void> {
  const now = clock.now();
  await db.asService('a guest signs in with a cart', async (tx) => {
    const { guestId, ownId } = await lockCarts(tx, { tokenHash, userId });
    if (guestId === null) return;
    const toId = ownId ?? (await lockCart(tx, { owner: { userId }, currency: USUAL_CURRENCY, now }));
    await moveItems(tx, { fromId: guestId, toId });
  });
}
