import type { ServiceTx } from '@/server/platform/db';
import { enqueueNotices } from './enqueue-notices';
import { listReleased, sellHeld, sellReleased } from './reservations.queries';

/** Units an order paid for that are not to be had any more. */
export interface MissingUnits {
  variantId: string;
  quantity: number;
}

export interface PaidStock {
  orderId: string;
  now: Date;
  /** Asked, under the stock's locks, of which of the units that were let go others wait by now: those are missing although they are there. */
  findKept?: (late: readonly MissingUnits[]) => Promise<ReadonlySet<string>>;
}

/**
 * An order is paid: what it holds leaves the shelf, in the caller's transaction. What was released before the money came is taken again from
 * what is available and kept for nobody, per variant all or nothing; what could not be is returned, and the caller gives the money for it
 * back. A repeat sells nothing twice, but would try the missing again: call it once, from whatever makes the order paid.
 */
export async function sellReserved(tx: ServiceTx, { orderId, now, findKept }: PaidStock): Promise<{ missing: MissingUnits[] }> {
  const { total, sold, low } = await sellHeld(tx, { orderId, now });
  await enqueueNotices(tx, { low });
  if (sold === total) return { missing: [] };
  const late = await listReleased(tx, orderId);
  const kept = await findKept?.(late);
  const missing: MissingUnits[] = [];
  for (const { id, variantId, quantity } of late) {
    if (kept?.has(variantId) || !(await sellReleased(tx, { id, now }))) missing.push({ variantId, quantity });
  }
  return { missing };
}
