import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { AppError } from '@/shared/errors';
import { findBundleParts, insertBundle } from './bundles.queries';
import { relistWithBundles } from './list.queries';

export interface BundleToEnsure {
  sellerSlug: string;
  slug: string;
  title: string;
  summary: string;
  description: string;
  tags: readonly string[];
  priceMinor: number;
  currency: string;
  releasedAt: Date;
  /** In the order they are shown. Without a sku the buyer chooses the form. */
  parts: readonly { slug: string; sku: string | null }[];
}

/**
 * A published bundle of these products, of any sellers; one that is there already is left as it is. For the operator's own machine: nobody is asked.
 * Throws NOT_FOUND for a part that is not for sale. Answers whether it was made.
 */
export async function ensureBundle(db: Database, bundle: BundleToEnsure): Promise<boolean> {
  return db.asService('the operator seeds a bundle', async (tx) => {
    const found = await findBundleParts(tx, bundle.parts);
    const missing = bundle.parts.find(({ slug, sku }) => !found.some((part) => part.slug === slug && (sku === null || part.variantId !== null)));
    if (missing) throw new AppError('NOT_FOUND', `${bundle.slug}: there is no ${missing.sku ?? missing.slug} to put in.`);
    const productId = await insertBundle(tx, { ...bundle, found, now: clock.now() });
    if (productId === null) return false;
    await relistWithBundles(tx, productId);
    await enqueue(tx, { task: 'refresh-pages', payload: {}, key: 'refresh-pages' });
    return true;
  });
}
