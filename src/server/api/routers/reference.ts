import { toOpenApi } from '@/shared/contracts/v1/to-openapi';
import { publicProcedure, router } from '../trpc';

/** What programs can do here, for the page that tells it. */
export const referenceRouter = router({
  /** The machine API in OpenAPI. */
  machineApi: publicProcedure.query(({ ctx }) => toOpenApi(ctx.platform.env.PUBLIC_URL)),
});
