import type { ServiceTx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { findLevelTitles, holdUnits, type Holding } from './reservations.queries';

/** Units of one stock that one person may hold in open orders at a time. */
export const HELD_UNITS_MAX = 20;

export interface StockToReserve {
  orderId: string;
  userId: string;
  /** A variant may come twice; its quantities are added up. `levelId` is the variant's stock. */
  items: readonly { variantId: string; levelId: string; quantity: number }[];
  /** The order's; whoever closes the order releases. */
  expiresAt: Date;
  now: Date;
}

function sumByVariant(items: StockToReserve['items']): { variantId: string; levelId: string; quantity: number }[] {
  const sums = new Map<string, { variantId: string; levelId: string; quantity: number }>();
  for (const { variantId, levelId, quantity } of items) {
    const sum = sums.get(variantId);
    if (sum) sum.quantity += quantity;
    else sums.set(variantId, { variantId, levelId, quantity });
  }
  return [...sums.values()];
}

async function refuse(tx: ServiceTx, refused: Holding, items: readonly { variantId: string; levelId: string }[]): Promise<never> {
  const variantId = items.find(({ levelId }) => levelId === refused.levelId)?.variantId;
  const title = variantId ? (await findLevelTitles(tx, { variantIds: [variantId] })).get(variantId) : undefined;
  const of = title ? ` of ${title}` : '';
  const details = variantId ? { field: variantId } : {};
  if (refused.wanted > refused.available) {
    const left = refused.available > 0 ? `Only ${refused.available}${of} ${refused.available === 1 ? 'is' : 'are'} left.` : `${title ?? 'This'} is sold out.`;
    throw new AppError('CONFLICT', left, { ...details, reason: 'sold_out' });
  }
  const more = HELD_UNITS_MAX - refused.held;
  throw new AppError('CONFLICT', `One person may hold ${HELD_UNITS_MAX} units${of} at a time. You may add ${more > 0 ? `${more} more` : 'none'} until your open orders are paid or closed.`, { ...details, reason: 'too_many' });
}

/**
 * Holds the units of an order, all of them or none, in the caller's transaction; one statement decides, under the levels' locks taken in id
 * order. Called once per order. The locks are kept until the transaction ends, so this comes late in it. Throws CONFLICT `sold_out` with how
 * many are left, or `too_many` past the limit per person; `details.field` is then the variant, and the transaction must not commit.
 */
export async function reserveStock(tx: ServiceTx, { orderId, userId, items, expiresAt, now }: StockToReserve): Promise<void> {
  if (items.length === 0) return;
  const wanted = sumByVariant(items);
  const held = await holdUnits(tx, { orderId, userId, wanted, expiresAt, now, heldMax: HELD_UNITS_MAX });
  const refused = held.find(({ isHeld }) => !isHeld);
  if (refused) await refuse(tx, refused, wanted);
  const levelIds = new Set(held.map(({ levelId }) => levelId));
  if (wanted.some(({ levelId }) => !levelIds.has(levelId))) throw new AppError('CONFLICT', 'Something in your order is no longer for sale.', { reason: 'sold_out' });
}
