import { getErasureOutlook } from '@/server/modules/privacy/get-erasure-outlook';
import { getExport } from '@/server/modules/privacy/get-export';
import { requestErasure } from '@/server/modules/privacy/request-erasure';
import { requestExport } from '@/server/modules/privacy/request-export';
import { EraseInput } from '@/shared/contracts/privacy';
import { memberProcedure, provenProcedure, router } from '../trpc';

/** What is held about the viewer: a copy of it, and its end. */
export const privacyRouter = router({
  export: memberProcedure.query(({ ctx }) => getExport(ctx.platform, ctx.member)),

  /** A copy of everything is the first thing a thief of a session would ask for. */
  requestExport: provenProcedure.mutation(({ ctx }) => requestExport(ctx.platform, ctx.member, ctx.requestId)),

  /** Where it is, for whoever may fetch it now: its address asks for the same proof. */
  download: provenProcedure.query(({ ctx }) => getExport(ctx.platform, ctx.member)),

  /** What stands in the way of being erased, and what would stay. */
  erasureOutlook: memberProcedure.query(({ ctx }) => getErasureOutlook(ctx.platform, ctx.member)),

  /** Closes the account at once and erases it. */
  erase: provenProcedure.input(EraseInput).mutation(({ ctx, input }) => requestErasure(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
});
