import { memberProcedure, router } from '@/server/api/trpc';
import { createPlanKey } from '@/server/modules/platforms/create-plan-key';
import { listApiPlans } from '@/server/modules/platforms/list-api-plans';
import { revokePlanKey } from '@/server/modules/platforms/revoke-plan-key';
import { CreatePlanKeyInput, RevokePlanKeyInput } from '@/shared/contracts/platforms';

/** Plans of APIs that were bought here, as their buyers see them. */
export const apiPlansRouter = router({
  list: memberProcedure.query(({ ctx }) => listApiPlans(ctx.platform.db, { viewer: ctx.member })),
  createKey: memberProcedure.input(CreatePlanKeyInput).mutation(({ ctx, input }) => createPlanKey(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  revokeKey: memberProcedure.input(RevokePlanKeyInput).mutation(({ ctx, input }) => revokePlanKey(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
});
