import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import { DownloadType, type ProductKind, type ProductType } from '@/shared/contracts/catalog';
import { PackSlug } from '@/shared/contracts/ingest';
import type { CreateDraftInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { toSlug } from '@/shared/to-slug';
import { assertMayWrite } from './assert-may-write';
import { findProduct, insertDraft } from './products.queries';
import { insertVariants } from './variants.queries';

/** Room for a number behind a long title. */
const MAX_BASE = 70;
const NUMBERED = 20;

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

/** The title's own words, then with numbers, at last with letters of the id. A title without Latin letters has the id's from the start. */
function slugsFor(title: string, productId: string): string[] {
  const mark = productId.slice(-8);
  const base = toSlug(title).slice(0, MAX_BASE).replace(/-+$/, '');
  if (base === '') return [`product-${mark}`];
  const numbered = Array.from({ length: NUMBERED }, (_, index) => (index === 0 ? base : `${base}-${index + 1}`));
  return [...numbered, `${base}-${mark}`].filter((slug) => PackSlug.safeParse(slug).success);
}
