import { appealCase } from '@/server/modules/moderation/appeal-case';
import { getOwnCase } from '@/server/modules/moderation/get-own-case';
import { reportProduct } from '@/server/modules/moderation/report-product';
import { AppealInput, CaseIdInput, ReportProductInput } from '@/shared/contracts/moderation';
import { memberProcedure, router } from '../trpc';

/** What people report, and what was decided about things of their own. */
export const moderationRouter = router({
  own: memberProcedure.input(CaseIdInput).query(({ ctx, input }) => getOwnCase(ctx.platform.db, ctx.member, input.caseId)),
  reportProduct: memberProcedure.input(ReportProductInput).mutation(({ ctx, input }) => reportProduct(ctx.platform, { viewer: ctx.member, input })),
  /** Asks for another look, once. */
  appeal: memberProcedure.input(AppealInput).mutation(({ ctx, input }) => appealCase(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
});
