import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { SetPricesInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { assertMayWrite } from './assert-may-write';
import { assertNotDearer } from './assert-not-dearer';
import { holdProduct } from './hold-product';
import { planPrices } from './plan-prices';
import { archivePrices, insertPrices, listLivePrices } from './prices.queries';
import { relistOwn } from './products.queries';
import { listVariants } from './variants.queries';

/**
 * A member of the seller says what the forms of a product cost, in one or more currencies each. A changed price is a new row and the old one is kept, archived: orders go on pointing
 * at what they charged. The same prices again change nothing. Throws NOT_FOUND (also for a form that is not on sale), INVALID_INPUT (free goods; a bundle dearer than its
 * parts), CONFLICT while it rests.
 */
export async function setPrices(db: Database, { viewer, input }: { viewer: Viewer; input: SetPricesInput }): Promise<void> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  await db.asUser(viewer, async (tx) => {
    const product = await holdProduct(tx, { productId: input.productId, sellerId });
    if (product.kind === 'membership' || product.kind === 'api') throw new AppError('CONFLICT', 'What is paid again and again is priced with its plans.', { reason: product.kind });
    if (product.kind !== 'download' && input.prices.some(({ amounts }) => amounts.some(({ amountMinor }) => amountMinor === 0))) {
      throw new AppError('INVALID_INPUT', 'Only downloads can be free.', { field: 'prices' });
    }
    const onSale = new Set((await listVariants(tx, product.id)).filter(({ isArchived }) => !isArchived).map(({ id }) => id));
    if (input.prices.some(({ variantId }) => !onSale.has(variantId))) throw new AppError('NOT_FOUND', 'This product has no such variant any more.', { field: 'prices' });
    const live = await listLivePrices(tx, input.prices.map(({ variantId }) => variantId));
    const plans = input.prices.map(({ variantId, amounts }) => ({ variantId, ...planPrices(live.filter((price) => price.variantId === variantId), amounts) }));
    const at = clock.now();
    await archivePrices(tx, plans.flatMap(({ ended }) => ended), at);
    await insertPrices(tx, plans.flatMap(({ variantId, begun }) => begun.map((amount, index) => ({ id: newId('price'), variantId, ...amount, createdAt: new Date(at.getTime() + index) }))));
    if (product.kind === 'bundle') await assertNotDearer(tx, { productId: product.id, sellerId }, 'prices');
    await relistOwn(tx, product.id);
  });
}
