import { assertProven, memberProcedure, provenProcedure, publicProcedure, router } from '@/server/api/trpc';
import { acceptInvitation } from '@/server/modules/organizations/accept-invitation';
import { changeMemberRole } from '@/server/modules/organizations/change-member-role';
import { createOrganization } from '@/server/modules/organizations/create-organization';
import { getInvitation } from '@/server/modules/organizations/get-invitation';
import { getOrganization } from '@/server/modules/organizations/get-organization';
import { inviteMember } from '@/server/modules/organizations/invite-member';
import { leaveOrganization } from '@/server/modules/organizations/leave-organization';
import { listOrganizations } from '@/server/modules/organizations/list-organizations';
import { removeMember } from '@/server/modules/organizations/remove-member';
import { renameOrganization } from '@/server/modules/organizations/rename-organization';
import { revokeInvitation } from '@/server/modules/organizations/revoke-invitation';
import { transferOwnership } from '@/server/modules/organizations/transfer-ownership';
import {
  ChangeMemberRoleInput,
  CreateOrganizationInput,
  InvitationTokenInput,
  InviteMemberInput,
  ListOrganizationsInput,
  MemberInput,
  OrganizationInput,
  RenameOrganizationInput,
  RevokeInvitationInput,
} from '@/shared/contracts/organizations';

export const organizationsRouter = router({
  /** The organizations the viewer belongs to. */
  list: memberProcedure.input(ListOrganizationsInput.prefault({})).query(({ ctx, input }) => listOrganizations(ctx.platform.db, { viewer: ctx.member, input })),

  bySlug: memberProcedure.input(OrganizationInput).query(({ ctx, input }) => getOrganization(ctx.platform.db, { viewer: ctx.member, input })),

  create: memberProcedure.input(CreateOrganizationInput).mutation(({ ctx, input }) => createOrganization(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  rename: memberProcedure.input(RenameOrganizationInput).mutation(({ ctx, input }) => renameOrganization(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  /** Sends a link that works once, for seven days. Who runs an organization does so on when the session has ended, so signing in was lately; a plain member runs nothing. */
  invite: memberProcedure.input(InviteMemberInput).mutation(async ({ ctx, input }) => {
    if (input.memberRole !== 'member') await assertProven(ctx);
    return inviteMember(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId });
  }),

  revokeInvitation: memberProcedure.input(RevokeInvitationInput).mutation(({ ctx, input }) => revokeInvitation(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  /** What a link invites to, for whoever has it. */
  invitation: publicProcedure.input(InvitationTokenInput).query(async ({ ctx, input }) => getInvitation(ctx.platform.db, { viewer: await ctx.viewer(), token: input.token })),

  acceptInvitation: memberProcedure.input(InvitationTokenInput).mutation(({ ctx, input }) => acceptInvitation(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  changeRole: memberProcedure.input(ChangeMemberRoleInput).mutation(async ({ ctx, input }) => {
    if (input.memberRole !== 'member') await assertProven(ctx);
    return changeMemberRole(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId });
  }),

  removeMember: memberProcedure.input(MemberInput).mutation(({ ctx, input }) => removeMember(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  leave: memberProcedure.input(OrganizationInput).mutation(({ ctx, input }) => leaveOrganization(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  /** Hands the organization over; the viewer stays as an admin. */
  transferOwnership: provenProcedure.input(MemberInput).mutation(({ ctx, input }) => transferOwnership(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
});
