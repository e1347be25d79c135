import { recordAudit } from '@/server/modules/audit/record-audit';
import { toConsentEmail } from '@/server/modules/notifications/templates/consent-email';
import type { Call } from '@/server/modules/organizations/call';
import { tellSeller } from '@/server/modules/sellers/tell-seller';
import { clock } from '@/server/platform/clock';
import { readIn, type ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { CreateJointBundleInput } from '@/shared/contracts/joint-bundles';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { askSellers, findActiveSeller, findJointRow, insertJoint, insertJointParts, lockJoint } from './joint-bundles.queries';
import { findMissingParts } from './find-missing-parts';
import { insertPrices } from './prices.queries';
import { slugsFor } from './slugs-for';
import { insertVariants } from './variants.queries';

/**
 * An admin makes a bundle of any active sellers' products, as a draft; every seller but the one presenting it is asked by mail whether it agrees. What it holds and costs does not
 * change afterwards: another offer is another bundle. The same id again changes nothing. Throws FORBIDDEN, NOT_FOUND (seller, part), INVALID_INPUT (dearer than its parts), CONFLICT.
 */
export async function createJointBundle({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<CreateJointBundleInput>): Promise<{ productId: string }> {
  const { viewer, input } = call;
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { productId } = input;
  return db.asService('an admin makes a bundle across sellers', async (tx) => {
    if (await lockJoint(tx, productId)) return { productId };
    const sellerId = await findActiveSeller(tx, input.seller);
    if (!sellerId) throw new AppError('NOT_FOUND', 'There is no active seller of this name.', { field: 'seller' });
    const at = clock.now();
    const slug = await insertUnderFreeSlug(tx, { ...input, sellerId, at });
    await insertContents(tx, { ...input, sellerId, slug, at });
    const asked = await askSellers(tx, productId, at);
    const after = { seller: input.seller, title: input.title, parts: input.parts.map((part) => part.productId), prices: input.prices, asked: asked.map((seller) => seller.slug) };
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'bundle.create', targetType: 'product', targetId: productId, after, ...(call.requestId !== undefined && { requestId: call.requestId }) });
    for (const seller of asked) await tellSeller(tx, { sellerId: seller.sellerId, type: 'selling', kind: 'consent', href: `/seller/${seller.slug}/products#bundles`, at, reason: `consent:${productId}`, email: toConsentEmail({ title: input.title, url: `${env.PUBLIC_URL}/seller/${seller.slug}/products#bundles` }) });
    return { productId };
  });
}

type Draft = CreateJointBundleInput & { sellerId: string; at: Date };

async function insertUnderFreeSlug(tx: ServiceTx, draft: Draft): Promise<string> {
  for (const slug of slugsFor(draft.title, draft.productId)) if (await insertJoint(tx, { ...draft, id: draft.productId, slug })) return slug;
  throw new AppError('CONFLICT', 'Many products have this title. Please choose another.', { field: 'title' });
}

async function insertContents(tx: ServiceTx, { productId, sellerId, slug, parts, prices, at }: Draft & { slug: string }): Promise<void> {
  const variantId = newId('variant', at.getTime());
  await insertVariants(tx, [{ id: variantId, productId, sellerId, license: null, options: {}, title: '', sku: slug, weightGrams: null, position: 0 }]);
  // Milliseconds apart, because the age of prices is their order.
  await insertPrices(tx, prices.map((price, index) => ({ id: newId('price'), variantId, ...price, createdAt: new Date(at.getTime() + index) })));
  const written = await insertJointParts(tx, productId, parts.map((part, position) => ({ ...part, position })));
  if (parts.some((part) => !written.has(part.productId))) throw new AppError('NOT_FOUND', 'One of the parts is not on sale in this form.', { field: 'parts' });
  const row = await findJointRow(readIn(tx), productId);
  const [missing] = row ? findMissingParts(row.prices, row.parts) : [];
  if (missing) throw new AppError('INVALID_INPUT', missing.text, { field: 'prices' });
}
