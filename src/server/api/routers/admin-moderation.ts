import { decideCase } from '@/server/modules/moderation/decide-case';
import { getCase } from '@/server/modules/moderation/get-case';
import { listCases } from '@/server/modules/moderation/list-cases';
import { CaseIdInput, DecideCaseInput, ListCasesInput } from '@/shared/contracts/moderation';
import { MODERATED } from '../moderated';
import { adminProcedure } from '../trpc';

/** What people reported, and what admins decide about it; part of the admin router. */
export const adminModeration = {
  listCases: adminProcedure.input(ListCasesInput).query(({ ctx, input }) => listCases(ctx.platform.db, { viewer: ctx.member, input })),
  getCase: adminProcedure.input(CaseIdInput).query(({ ctx, input }) => getCase(ctx.platform.db, MODERATED, { viewer: ctx.member, input })),
  decideCase: adminProcedure.input(DecideCaseInput).mutation(({ ctx, input }) => decideCase(ctx.platform, MODERATED, { viewer: ctx.member, input, requestId: ctx.requestId })),
};
