import { randomBytes } from 'node:crypto';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database, ServiceTx, Viewer } from '@/server/platform/db';
import type { CreateDropInput } from '@/shared/contracts/drops';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { DAY_MS, MINUTE_MS } from '@/shared/time';
import { hashSeed } from './draw';
import { findDropProduct, insertDrop, lockAvailable, type DropProduct } from './new-drop.queries';

const SHORTEST_MS = 10 * MINUTE_MS;
const FARTHEST_MS = 180 * DAY_MS;

function toTimes({ entriesOpenAt, entriesCloseAt }: CreateDropInput, now: Date): { opensAt: Date; closesAt: Date } {
  const opensAt = new Date(Math.max(new Date(entriesOpenAt).getTime(), now.getTime()));
  const closesAt = new Date(entriesCloseAt);
  if (closesAt.getTime() - opensAt.getTime() < SHORTEST_MS) throw new AppError('INVALID_INPUT', 'Entries must be open for ten minutes or more.', { field: 'entriesCloseAt' });
  if (closesAt.getTime() - now.getTime() > FARTHEST_MS) throw new AppError('INVALID_INPUT', 'A drop closes within half a year.', { field: 'entriesCloseAt' });
  return { opensAt, closesAt };
}

/** Units per stock that the drop needs. Throws when the product does not have these variants, or when others would still sell from the same stock. */
function unitsPerLevel({ variants }: DropProduct, wanted: CreateDropInput['variants']): Map<string, number> {
  const chosen = new Map(wanted.map(({ variantId, units }) => [variantId, units]));
  if (chosen.size !== wanted.length) throw new AppError('INVALID_INPUT', 'A size is named twice.', { field: 'variants' });
  const known = new Map(variants.map((variant) => [variant.id, variant]));
  const levels = new Map<string, number>();
  for (const [variantId, units] of chosen) {
    const variant = known.get(variantId);
    if (!variant) throw new AppError('NOT_FOUND', 'The product has no such size.');
    if (!variant.levelId) throw new AppError('UNPROCESSABLE', `${variant.title} is not counted, so there is nothing to draw for.`, { field: 'variants' });
    levels.set(variant.levelId, (levels.get(variant.levelId) ?? 0) + units);
  }
  const beside = variants.find(({ id, levelId }) => levelId !== null && levels.has(levelId) && !chosen.has(id));
  if (beside) throw new AppError('CONFLICT', `${beside.title} sells from the same stock. Take it into the drop as well.`, { field: 'variants', reason: 'shared_stock' });
  return levels;
}

async function assertAvailable(tx: ServiceTx, levels: ReadonlyMap<string, number>): Promise<void> {
  const available = await lockAvailable(tx, [...levels.keys()]);
  for (const [levelId, units] of levels) {
    const had = available.get(levelId) ?? 0;
    if (units > had) throw new AppError('CONFLICT', `The drop needs ${units} ${units === 1 ? 'unit' : 'units'} of one stock, and ${had} ${had === 1 ? 'is' : 'are'} available.`, { field: 'variants', reason: 'sold_out' });
  }
}

/**
 * Owners and admins of the seller set up a drop of a published product. From now until it is over, only those who win in it buy its
 * variants. The seed is made here and its hash is public at once. Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT for times that do not fit,
 * UNPROCESSABLE for what is not counted, and CONFLICT when units are missing or a variant is kept for another drop.
 */
export async function createDrop(db: Database, { viewer, input }: { viewer: Viewer; input: CreateDropInput }): Promise<{ dropId: string }> {
  const { sellerId, lifecycle } = await assertSellerMember(db, { viewer, sellerSlug: input.seller, atLeast: 'admin' });
  if (lifecycle !== 'active') throw new AppError('CONFLICT', 'Only active sellers give out drops.', { reason: 'seller' });
  const now = clock.now();
  const { opensAt, closesAt } = toTimes(input, now);
  const [id, seed] = [newId('drop', now.getTime()), randomBytes(32).toString('hex')];
  return db.asService('a seller sets up a drop', async (tx) => {
    const product = await findDropProduct(tx, { sellerId, slug: input.product });
    if (!product) throw new AppError('NOT_FOUND', 'You have no such product on sale.');
    await assertAvailable(tx, unitsPerLevel(product, input.variants));
    const { perPersonCap, claimHours, variants } = input;
    const isNew = await insertDrop(tx, { id, productId: product.productId, sellerId, entriesOpenAt: opensAt, entriesCloseAt: closesAt, perPersonCap, claimHours, seedHash: hashSeed(seed), seed, createdBy: viewer.userId, createdAt: now, variants });
    if (!isNew) throw new AppError('CONFLICT', 'One of these is in another drop that is not over.', { field: 'variants', reason: 'drop' });
    return { dropId: id };
  });
}
