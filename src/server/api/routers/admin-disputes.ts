import { acceptDispute } from '@/server/modules/disputes/accept-dispute';
import { getDispute } from '@/server/modules/disputes/get-dispute';
import { listDisputes } from '@/server/modules/disputes/list-disputes';
import { submitEvidence } from '@/server/modules/disputes/submit-evidence';
import { DisputeIdInput, ListDisputesInput, SubmitEvidenceInput } from '@/shared/contracts/disputes';
import { adminProcedure } from '../trpc';

/** The admins' procedures on disputes; part of the admin router. */
export const adminDisputes = {
  listDisputes: adminProcedure.input(ListDisputesInput).query(({ ctx, input }) => listDisputes(ctx.platform.db, { viewer: ctx.member, input })),

  getDispute: adminProcedure.input(DisputeIdInput).query(({ ctx, input }) => getDispute(ctx.platform.db, { viewer: ctx.member, disputeId: input.disputeId })),

  /** Keeps evidence at Stripe, or hands it to the bank. */
  submitEvidence: adminProcedure.input(SubmitEvidenceInput).mutation(({ ctx, input }) => submitEvidence(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  /** Gives a dispute up. */
  acceptDispute: adminProcedure.input(DisputeIdInput).mutation(({ ctx, input }) => acceptDispute(ctx.platform, { viewer: ctx.member, disputeId: input.disputeId, requestId: ctx.requestId })),
};
