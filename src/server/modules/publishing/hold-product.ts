import { clock } from '@/server/platform/clock';
import type { Tx } from '@/server/platform/db';
import type { ProductStatus } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { findProduct, takeProduct, type OwnProduct, type ProductRow } from './products.queries';

const AT_REST: Partial<Record<ProductStatus, string>> = {
  in_review: 'It is being reviewed. Take it back to change it.',
  archived: 'It is archived. Bring it back to change it.',
  delisted: 'The shop has taken it down; it cannot be changed now.',
};

/** Holds a product for the rest of the transaction: writers of one product come one after the other. Throws NOT_FOUND when it is not this seller's, CONFLICT while it rests or when it is a joint bundle. */
export async function holdProduct(tx: Tx, own: OwnProduct): Promise<ProductRow> {
  const held = await takeProduct(tx, { ...own, at: clock.now() });
  if (held) return held;
  const resting = await findProduct(tx, own);
  if (!resting) throw new AppError('NOT_FOUND', 'You have no such product.');
  if (resting.isJoint) throw new AppError('CONFLICT', 'It holds products of other sellers, who agreed to it as it is: only the shop’s admins change it.', { reason: 'joint' });
  throw new AppError('CONFLICT', AT_REST[resting.status] ?? 'Somebody else is changing it just now. Please try again.', { reason: resting.status });
}
