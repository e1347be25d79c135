import { memberProcedure, router } from '@/server/api/trpc';
import { createPlanKey } from '@/server/modules/platforms/create-plan-key';
import { listApiPlans } from '@/server/modules/platforms/list-api-plans';
import { listPlanKeys } from '@/server/modules/platforms/list-plan-keys';
import { revokePlanKey } from '@/server/modules/platforms/revoke-plan-key';
import { CreatePlanKeyInput, ListPlanKeysInput, RevokePlanKeyInput } from '@/shared/contracts/platforms';

/** Plans of APIs that were bought here, as their buyers see them. */
export const apiPlansRouter = router({
  list: memberProcedure.query(({ ctx }) => listApiPlans(ctx.platform.db, { viewer: ctx.member })),
  keys: memberProcedure.input(ListPlanKeysInput).query(({ ctx, input }) => listPlanKeys(ctx.platform.db, { viewer: ctx.member, input })),
  createKey: memberProcedure.input(CreatePlanKeyInput).mutation(({ ctx, input }) => createPlanKey(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  revokeKey: memberProcedure.input(RevokePlanKeyInput).mutation(({ ctx, input }) => revokePlanKey(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
});
