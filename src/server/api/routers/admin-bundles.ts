import { archiveJointBundle } from '@/server/modules/publishing/archive-joint-bundle';
import { createJointBundle } from '@/server/modules/publishing/create-joint-bundle';
import { listJointBundles } from '@/server/modules/publishing/list-joint-bundles';
import { publishJointBundle } from '@/server/modules/publishing/publish-joint-bundle';
import { searchBundleParts } from '@/server/modules/publishing/search-bundle-parts';
import { CreateJointBundleInput, JointBundleInput, ListJointBundlesInput, SearchBundlePartsInput } from '@/shared/contracts/joint-bundles';
import { adminProcedure } from '../trpc';

/** Bundles across sellers; part of the admin router. Each act is audited. */
export const adminBundles = {
  listBundles: adminProcedure.input(ListJointBundlesInput).query(({ ctx, input }) => listJointBundles(ctx.platform.db, { viewer: ctx.member, input })),
  searchBundleParts: adminProcedure.input(SearchBundlePartsInput).query(({ ctx, input }) => searchBundleParts(ctx.platform.db, { viewer: ctx.member, input })),
  createBundle: adminProcedure.input(CreateJointBundleInput).mutation(({ ctx, input }) => createJointBundle(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
  publishBundle: adminProcedure.input(JointBundleInput).mutation(({ ctx, input }) => publishJointBundle(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  archiveBundle: adminProcedure.input(JointBundleInput).mutation(({ ctx, input }) => archiveJointBundle(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
};
