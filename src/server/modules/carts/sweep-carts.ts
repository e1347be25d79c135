import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { deleteIdleCarts } from './carts.queries';

/** How long a guest's cart is kept after it was last changed; its cookie lives as long. */
export const GUEST_CART_DAYS = 30;

/** For the scheduled job alone. Deletes guests' carts that have been left; those of people stay. Safe to repeat. */
export async function sweepCarts({ db }: Pick<Platform, 'db'>): Promise<number> {
  const before = new Date(clock.now().getTime() - GUEST_CART_DAYS * DAY_MS);
  return db.asService('sweep carts guests have left', (tx) => deleteIdleCarts(tx, before));
}
