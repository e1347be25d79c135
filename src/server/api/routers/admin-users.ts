import { changePersonRole } from '@/server/modules/identity/change-person-role';
import { endPersonSessions } from '@/server/modules/identity/end-person-sessions';
import { resetSecondFactor } from '@/server/modules/identity/reset-second-factor';
import { setAccountOpen } from '@/server/modules/identity/set-account-open';
import { startImpersonation } from '@/server/modules/impersonation/start-impersonation';
import { getPerson } from '@/server/modules/operations/get-person';
import { getSettings } from '@/server/modules/operations/get-settings';
import { listPeople } from '@/server/modules/operations/list-people';
import { ChangePersonRoleInput, ListPeopleInput, PersonIdInput, PersonReasonInput } from '@/shared/contracts/admin-users';
import { adminProcedure, provenAdminProcedure } from '../trpc';

/** The admins' procedures on people, and what the operator has set up; part of the admin router. */
export const adminUsers = {
  listPeople: adminProcedure.input(ListPeopleInput).query(({ ctx, input }) => listPeople(ctx.platform.db, { viewer: ctx.member, input })),
  getPerson: adminProcedure.input(PersonIdInput).query(({ ctx, input }) => getPerson(ctx.platform.db, { viewer: ctx.member, input })),
  changePersonRole: provenAdminProcedure.input(ChangePersonRoleInput).mutation(({ ctx, input }) => changePersonRole(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  closeAccount: adminProcedure.input(PersonReasonInput).mutation(({ ctx, input }) => setAccountOpen(ctx.platform, ctx.member, { userId: input.personId, open: false, reason: input.reason, requestId: ctx.requestId })),
  openAccount: adminProcedure.input(PersonReasonInput).mutation(({ ctx, input }) => setAccountOpen(ctx.platform, ctx.member, { userId: input.personId, open: true, reason: input.reason, requestId: ctx.requestId })),
  endPersonSessions: adminProcedure.input(PersonReasonInput).mutation(({ ctx, input }) => endPersonSessions(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  resetSecondFactor: provenAdminProcedure.input(PersonReasonInput).mutation(({ ctx, input }) => resetSecondFactor(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
  /** Looks at the shop as somebody else, for a quarter of an hour, and changes nothing. */
  impersonate: provenAdminProcedure.input(PersonReasonInput).mutation(({ ctx, input }) => startImpersonation(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId }, ctx.header('cookie'))),
  settings: adminProcedure.query(({ ctx }) => getSettings(ctx.platform.env, ctx.member)),
};
