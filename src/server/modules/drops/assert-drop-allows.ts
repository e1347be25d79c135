import type { ServiceTx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { listKept, type KeptVariant } from './claims.queries';
import { refuseKept } from './refuse-kept';

export interface DropPurchase {
  /** Null: a guest, who has won nothing. */
  userId: string | null;
  /** Variants of any kind; those of no drop are passed over. */
  items: readonly { variantId: string; quantity: number }[];
  now: Date;
}

/** Units wanted per variant, lines of one variant added up. */
export function sumWanted(items: DropPurchase['items']): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const { variantId, quantity } of items) wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
  return wanted;
}

/** Throws the refusal of the first kept variant that may not be bought like this. Pure. */
export function assertKeptAllow(kept: readonly KeptVariant[], { wanted, now }: { wanted: ReadonlyMap<string, number>; now: Date }): void {
  for (const one of kept) {
    const refusal = refuseKept(one, { wanted: wanted.get(one.variantId) ?? 0, now });
    if (refusal) throw new AppError('CONFLICT', refusal, { reason: 'drop', field: one.variantId });
  }
}

/**
 * Whether a person may buy these things as far as drops go; one statement, nothing is locked. Carts say the same from their own
 * statement, by `refuseKept`, and placing an order needs only `claimDrop`, which decides. Throws CONFLICT `drop`; `details.field` is the variant.
 */
export async function assertDropAllows(tx: ServiceTx, { userId, items, now }: DropPurchase): Promise<void> {
  if (items.length === 0) return;
  const wanted = sumWanted(items);
  assertKeptAllow(await listKept(tx, { userId, variantIds: [...wanted.keys()] }), { wanted, now });
}
