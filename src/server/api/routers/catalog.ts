import { ListProductsInput, ListRelatedProductsInput, ProductSlugInput } from '@/shared/contracts/catalog';
import { publicProcedure, router } from '@/server/api/trpc';
import { getPreview } from '@/server/modules/catalog/get-preview';
import { getProduct } from '@/server/modules/catalog/get-product';
import { getSeller } from '@/server/modules/catalog/get-seller';
import { listProducts } from '@/server/modules/catalog/list-products';
import { listRelatedProducts } from '@/server/modules/catalog/list-related-products';

/** What visitors see. Nothing here depends on who asks, so all of it may be cached. */
export const catalogRouter = router({
  list: publicProcedure.input(ListProductsInput.prefault({})).query(({ ctx, input }) => listProducts(ctx.platform.db, input)),
  bySlug: publicProcedure.input(ProductSlugInput).query(({ ctx, input }) => getProduct(ctx.platform.db, input)),
  related: publicProcedure.input(ListRelatedProductsInput).query(({ ctx, input }) => listRelatedProducts(ctx.platform.db, input)),
  seller: publicProcedure.input(ProductSlugInput).query(({ ctx, input }) => getSeller(ctx.platform.db, input)),
  preview: publicProcedure.input(ProductSlugInput).query(({ ctx, input }) => getPreview(ctx.platform, input)),
});
