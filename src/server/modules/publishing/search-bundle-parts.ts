import { listProducts } from '@/server/modules/catalog/list-products';
import type { Database, Viewer } from '@/server/platform/db';
import { ListProductsInput } from '@/shared/contracts/catalog';
import type { FoundPart, SearchBundlePartsInput } from '@/shared/contracts/joint-bundles';
import { AppError } from '@/shared/errors';
import { findForms } from './joint-bundles.queries';

const MOST = 12;

/** What an admin may put into a bundle, by words, best first: anything on sale that is no bundle, of any seller. Two statements. Throws FORBIDDEN. */
export async function searchBundleParts(db: Database, { viewer, input }: { viewer: Viewer; input: SearchBundlePartsInput }): Promise<FoundPart[]> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { items } = await listProducts(db, ListProductsInput.parse({ q: input.q, limit: MOST, withFacets: false }));
  return findForms(db.anon, items.map(({ id }) => id));
}
