import { endImpersonation } from '@/server/modules/impersonation/end-impersonation';
import { memberProcedure, router } from '../trpc';

/** For an admin who looks at the shop as somebody else. */
export const impersonationRouter = router({
  /** The way back. */
  end: memberProcedure.mutation(({ ctx }) => endImpersonation(ctx.platform, ctx.member, { cookieHeader: ctx.header('cookie'), requestId: ctx.requestId })),
});
