import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import { DownloadType, type ProductKind, type ProductType } from '@/shared/contracts/catalog';
import type { CreateDraftInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { assertMayWrite } from './assert-may-write';
import { findProduct, insertDraft } from './products.queries';
import { slugsFor } from './slugs-for';
import { insertVariants } from './variants.queries';

/**
 * A member of the seller begins a product: a draft that nobody else sees, its address made of the title, with a number when that is taken. A download starts with a personal
 * licence, a bundle with its one form. The same id again answers with what it made. Throws NOT_FOUND (seller), CONFLICT.
 */
export async function createDraft(db: Database, { viewer, input }: { viewer: Viewer; input: CreateDraftInput }): Promise<{ productId: string; slug: string }> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  const { productId, type, title } = input;
  const kind = kindOf(type);
  return db.asUser(viewer, async (tx) => {
    for (const slug of slugsFor(title, productId)) {
      if (await insertDraft(tx, { id: productId, sellerId, kind, type, slug, title, at: clock.now() })) {
        const variant = { id: newId('variant'), productId, sellerId, license: kind === 'download' ? 'personal' : null, options: {}, title: '', sku: kind === 'download' ? `${slug}-personal` : slug, weightGrams: null, position: 0 };
        if (kind !== 'physical') await insertVariants(tx, [variant]);
        return { productId, slug };
      }
      const known = await findProduct(tx, { productId, sellerId });
      if (known) return { productId, slug: known.slug };
    }
    throw new AppError('CONFLICT', 'Many products have this title. Please choose another.', { field: 'title' });
  });
}

function kindOf(type: ProductType): ProductKind {
  if (type === 'bundle') return 'bundle';
  return DownloadType.safeParse(type).success ? 'download' : 'physical';
}
