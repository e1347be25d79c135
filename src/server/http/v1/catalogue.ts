import { getProduct } from '@/server/modules/catalog/get-product';
import { listProducts } from '@/server/modules/catalog/list-products';
import { ListProductsInput } from '@/shared/contracts/catalog';
import type { Handlers } from './handler';

export const catalogueHandlers: Handlers<'listProducts' | 'getProduct' | 'listBundles'> = {
  listProducts: async ({ query, call }) => {
    const { items, nextCursor } = await listProducts(call.platform.db, { ...query, withFacets: false });
    return { items, nextCursor };
  },
  getProduct: ({ params, call }) => getProduct(call.platform.db, params),
  listBundles: async ({ query, call }) => {
    const { items, nextCursor } = await listProducts(call.platform.db, ListProductsInput.parse({ ...query, types: ['bundle'], withFacets: false }));
    return { items, nextCursor };
  },
};
