import type { Call } from '@/server/modules/organizations/call';
import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { clock } from '@/server/platform/clock';
import type { Database, ServiceTx } from '@/server/platform/db';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { assertMayWrite } from './assert-may-write';
import { holdProduct } from './hold-product';
import { alignTierVariants, findProductOfPlatform, findTierPrices, insertApiDraft, insertTierVariant, lockLivePlatform, replacePrice } from './platform-product.queries';
import { relist } from './products.queries';
import { slugsFor } from './slugs-for';

/**
 * Owners and admins put the paid tiers of a live platform on the shelf: one product of kind api, with a form per tier at the tier's price. It begins
 * as a draft that is written and published like any other; calling it again brings forms and prices up to the tiers. Throws NOT_FOUND, FORBIDDEN,
 * CONFLICT before the platform is live, without a paid tier, and while the product rests.
 */
export async function listPlatformProduct(db: Database, { viewer, input }: Call<PlatformInput>): Promise<{ productId: string }> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId } = input;
  const at = clock.now();
  return db.asService('a product of a platform names what only the service may write', async (tx) => {
    const platform = await lockLivePlatform(tx, platformId);
    if (!platform) throw new AppError('CONFLICT', 'Go live first: what buyers get is a plan of the live world.', { reason: 'not_live' });
    const known = await findProductOfPlatform(tx, platformId);
    const productId = known?.id ?? (await insertNew(tx, { sellerId, platformId, title: platform.name, at }));
    const product = await holdProduct(tx, { productId, sellerId });
    const added = await alignTierVariants(tx, { productId, platformId, at });
    for (const tier of added) await insertTierVariant(tx, { ...tier, id: newId('variant'), productId, sellerId });
    const prices = await findTierPrices(tx, { productId, platformId });
    if (prices.length === 0) throw new AppError('CONFLICT', 'Give a tier a price first: free tiers are not sold.', { reason: 'no_paid_tier' });
    for (const { isSame, ...price } of prices) if (!isSame) await replacePrice(tx, { ...price, id: newId('price'), at });
    if (product.status === 'published') await relist(tx, productId);
    return { productId };
  });
}

async function insertNew(tx: ServiceTx, draft: { sellerId: string; platformId: string; title: string; at: Date }): Promise<string> {
  const id = newId('product');
  for (const slug of slugsFor(draft.title, id)) if (await insertApiDraft(tx, { id, slug, ...draft })) return id;
  throw new AppError('CONFLICT', 'Many products have this title. Rename the platform first.', { field: 'name' });
}
