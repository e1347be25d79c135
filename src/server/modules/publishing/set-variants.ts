import { clock } from '@/server/platform/clock';
import type { Database, ServiceTx, Viewer } from '@/server/platform/db';
import type { Inventory, SetVariantsInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { assertMayWrite } from './assert-may-write';
import { holdProduct } from './hold-product';
import { planVariants, type PlannedVariant } from './plan-variants';
import { insertPrices, listLivePrices } from './prices.queries';
import { relist, setInventory, type ProductRow } from './products.queries';
import { countUnits, dropUnusedLevels, findTakenSkus, insertLevels, insertVariants, listVariants, pointAtLevel, retireVariants, updateVariants, type VariantRow } from './variants.queries';

const REASON = 'sizes of goods come with their stock, which the service alone writes';

type Written = PlannedVariant & { id: string };

/**
 * A member of the seller says which forms a product comes in. Forms that were there before keep their id, stock, prices and orders; those not named are taken off sale, never out of
 * an order. New sizes of goods start with an empty stock and at the first size's prices. Throws NOT_FOUND, INVALID_INPUT, CONFLICT (at rest, a number in use, units that would change
 * their stock).
 */
export async function setVariants(db: Database, { viewer, input }: { viewer: Viewer; input: SetVariantsInput }): Promise<void> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  await db.asService(REASON, async (tx) => {
    const product = await holdProduct(tx, { productId: input.productId, sellerId });
    const known = await listVariants(tx, product.id);
    const { variants, retired } = planVariants({ product, known, wanted: input.variants, inventory: input.inventory });
    const written = variants.map((variant) => ({ ...variant, id: variant.id ?? newId('variant') }));
    const [taken] = await findTakenSkus(tx, { sellerId, skus: written.map(({ sku }) => sku), except: written.map(({ id }) => id) });
    if (taken !== undefined) throw new AppError('CONFLICT', `Another of your variants has the number ${taken}.`, { field: 'sku' });
    if (product.inventory !== null && product.inventory !== input.inventory && (await countUnits(tx, product.id)) > 0) {
      throw new AppError('CONFLICT', 'There are units on hand. Take them out before the stock is divided in another way.', { field: 'inventory' });
    }
    await retireVariants(tx, retired, { at: clock.now(), wasPublished: product.publishedAt !== null });
    await updateVariants(tx, written.filter(({ id }) => known.some((each) => each.id === id)));
    const added = written.filter(({ id }) => !known.some((each) => each.id === id));
    await insertVariants(tx, added.map((variant) => ({ ...variant, productId: product.id, sellerId })));
    if (product.kind === 'physical') {
      await copyPrices(tx, known, added);
      await arrangeStock(tx, { product, sellerId, inventory: input.inventory, known, written });
    }
    if (product.status === 'published') await relist(tx, product.id);
  });
}

/** New sizes cost what the first one costs; a download's new licence has no price until somebody names it. */
async function copyPrices(tx: ServiceTx, known: readonly VariantRow[], added: readonly Written[]): Promise<void> {
  const first = known.find(({ isArchived }) => !isArchived);
  if (first === undefined) return;
  const prices = await listLivePrices(tx, [first.id]);
  const at = clock.now().getTime();
  await insertPrices(tx, added.flatMap(({ id }) => prices.map(({ currency, amountMinor }, index) => ({ id: newId('price'), variantId: id, currency, amountMinor, createdAt: new Date(at + index) }))));
}

interface Arrangement {
  product: ProductRow;
  sellerId: string;
  inventory: Inventory | null;
  known: readonly VariantRow[];
  written: readonly Written[];
}

/** Gives every size its stock: one for all, or one each. What has its stock already keeps it, unless the arrangement itself changes. */
async function arrangeStock(tx: ServiceTx, { product, sellerId, inventory, known, written }: Arrangement): Promise<void> {
  const keeps = product.inventory === inventory;
  const levelOf = (id: string) => (keeps ? known.find((each) => each.id === id)?.stockLevelId : null) ?? null;
  const place = { productId: product.id, sellerId };
  if (inventory === 'flat') {
    const shared = keeps ? known.map(({ stockLevelId }) => stockLevelId).find((id) => id !== null) : undefined;
    const ids = written.map(({ id }) => id);
    if (shared === undefined) await insertLevels(tx, { ...place, levels: [{ id: newId('stockLevel'), variantIds: ids }] });
    else await pointAtLevel(tx, shared, ids);
  } else {
    const bare = written.filter(({ id }) => levelOf(id) === null);
    await insertLevels(tx, { ...place, levels: bare.map(({ id }) => ({ id: newId('stockLevel'), variantIds: [id] })) });
  }
  if (!keeps) await setInventory(tx, product.id, inventory);
  await dropUnusedLevels(tx, product.id);
}
