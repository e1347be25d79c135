import { addImage } from '@/server/modules/publishing/add-image';
import { addVersion } from '@/server/modules/publishing/add-version';
import { answerConsent } from '@/server/modules/publishing/answer-consent';
import { archiveProduct } from '@/server/modules/publishing/archive-product';
import { createDraft } from '@/server/modules/publishing/create-draft';
import { describeImage } from '@/server/modules/publishing/describe-image';
import { getOwnProduct } from '@/server/modules/publishing/get-own-product';
import { getProductPreview } from '@/server/modules/publishing/get-product-preview';
import { listBundleCandidates } from '@/server/modules/publishing/list-bundle-candidates';
import { listConsents } from '@/server/modules/publishing/list-consents';
import { listOwnProducts } from '@/server/modules/publishing/list-own-products';
import { removeImage } from '@/server/modules/publishing/remove-image';
import { reorderImages } from '@/server/modules/publishing/reorder-images';
import { setBundleItems } from '@/server/modules/publishing/set-bundle-items';
import { setPrices } from '@/server/modules/publishing/set-prices';
import { setVariants } from '@/server/modules/publishing/set-variants';
import { submitForReview } from '@/server/modules/publishing/submit-for-review';
import { unarchiveProduct } from '@/server/modules/publishing/unarchive-product';
import { updateProduct } from '@/server/modules/publishing/update-product';
import { withdrawFromReview } from '@/server/modules/publishing/withdraw-from-review';
import { yankVersion } from '@/server/modules/publishing/yank-version';
import { AnswerConsentInput, ListConsentsInput } from '@/shared/contracts/joint-bundles';
import {
  AddImageInput, AddVersionInput, CreateDraftInput, DescribeImageInput, ListOwnProductsInput, OwnImageInput, OwnProductInput, ReorderImagesInput, SetBundleItemsInput, SetPricesInput,
  SetVariantsInput, UpdateProductInput, YankVersionInput,
} from '@/shared/contracts/publishing';
import { SellerInput } from '@/shared/contracts/sellers';
import { memberProcedure, router } from '../trpc';

/** For people who sell: writing products. Each names its seller by slug; the verb asserts that the viewer belongs to it. */
export const productsRouter = router({
  list: memberProcedure.input(ListOwnProductsInput).query(({ ctx, input }) => listOwnProducts(ctx.platform.db, { viewer: ctx.member, input })),
  byId: memberProcedure.input(OwnProductInput).query(({ ctx, input }) => getOwnProduct(ctx.platform.db, { viewer: ctx.member, input })),
  /** As buyers would see it. */
  preview: memberProcedure.input(OwnProductInput).query(({ ctx, input }) => getProductPreview(ctx.platform.db, { viewer: ctx.member, input })),
  bundleCandidates: memberProcedure.input(SellerInput).query(({ ctx, input }) => listBundleCandidates(ctx.platform.db, { viewer: ctx.member, seller: input.seller })),
  /** Bundles across sellers that hold products of this one. */
  listConsents: memberProcedure.input(ListConsentsInput).query(({ ctx, input }) => listConsents(ctx.platform.db, { viewer: ctx.member, input })),
  answerConsent: memberProcedure.input(AnswerConsentInput).mutation(({ ctx, input }) => answerConsent(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  createDraft: memberProcedure.input(CreateDraftInput).mutation(({ ctx, input }) => createDraft(ctx.platform.db, { viewer: ctx.member, input })),
  update: memberProcedure.input(UpdateProductInput).mutation(({ ctx, input }) => updateProduct(ctx.platform.db, { viewer: ctx.member, input })),
  setVariants: memberProcedure.input(SetVariantsInput).mutation(({ ctx, input }) => setVariants(ctx.platform.db, { viewer: ctx.member, input })),
  setPrices: memberProcedure.input(SetPricesInput).mutation(({ ctx, input }) => setPrices(ctx.platform.db, { viewer: ctx.member, input })),
  setBundleItems: memberProcedure.input(SetBundleItemsInput).mutation(({ ctx, input }) => setBundleItems(ctx.platform.db, { viewer: ctx.member, input })),
  /** Releases what was sent to POST /api/seller/uploads. */
  addVersion: memberProcedure.input(AddVersionInput).mutation(({ ctx, input }) => addVersion(ctx.platform, { viewer: ctx.member, input })),
  yankVersion: memberProcedure.input(YankVersionInput).mutation(({ ctx, input }) => yankVersion(ctx.platform.db, { viewer: ctx.member, input })),
  /** Shows what was sent to POST /api/seller/uploads. */
  addImage: memberProcedure.input(AddImageInput).mutation(({ ctx, input }) => addImage(ctx.platform, { viewer: ctx.member, input })),
  describeImage: memberProcedure.input(DescribeImageInput).mutation(({ ctx, input }) => describeImage(ctx.platform.db, { viewer: ctx.member, input })),
  reorderImages: memberProcedure.input(ReorderImagesInput).mutation(({ ctx, input }) => reorderImages(ctx.platform.db, { viewer: ctx.member, input })),
  removeImage: memberProcedure.input(OwnImageInput).mutation(({ ctx, input }) => removeImage(ctx.platform.db, { viewer: ctx.member, input })),
  submit: memberProcedure.input(OwnProductInput).mutation(({ ctx, input }) => submitForReview(ctx.platform, { viewer: ctx.member, input })),
  withdraw: memberProcedure.input(OwnProductInput).mutation(({ ctx, input }) => withdrawFromReview(ctx.platform.db, { viewer: ctx.member, input })),
  archive: memberProcedure.input(OwnProductInput).mutation(({ ctx, input }) => archiveProduct(ctx.platform.db, { viewer: ctx.member, input })),
  unarchive: memberProcedure.input(OwnProductInput).mutation(({ ctx, input }) => unarchiveProduct(ctx.platform.db, { viewer: ctx.member, input })),
});
