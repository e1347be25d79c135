import { toOpenApi } from '@/shared/contracts/v1/to-openapi';
import { publicProcedure, router } from '../trpc';

/** What the shop is, for pages that tell it. */
export const referenceRouter = router({
  /** The machine API in OpenAPI. */
  machineApi: publicProcedure.query(({ ctx }) => toOpenApi(ctx.platform.env.PUBLIC_URL)),
  /** Where the shop is, as its visitors see it. */
  shop: publicProcedure.query(({ ctx }) => ({ url: ctx.platform.env.PUBLIC_URL.replace(/\/$/, '') })),
});
