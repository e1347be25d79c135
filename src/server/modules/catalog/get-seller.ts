import type { ProductSlugInput, SellerPage } from '@/shared/contracts/catalog';
import { AppError } from '@/shared/errors';
import type { Database } from '@/server/platform/db';
import { toIso } from './catalog.mappers';
import { findActiveSeller } from './product.queries';

/** The storefront of an active seller. Throws NOT_FOUND for any other. */
export async function getSeller(db: Pick<Database, 'anon'>, { slug }: ProductSlugInput): Promise<SellerPage> {
  const seller = await findActiveSeller(db.anon, slug);
  if (!seller) throw new AppError('NOT_FOUND', 'There is no seller with this name.');
  return { ...seller, since: toIso(seller.since) };
}
