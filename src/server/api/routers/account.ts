import { z } from 'zod';
import { memberProcedure, publicProcedure, router } from '@/server/api/trpc';
import { endOtherSessions } from '@/server/modules/identity/end-other-sessions';
import { endSession } from '@/server/modules/identity/end-session';
import { getProfile } from '@/server/modules/identity/get-profile';
import { listBuyingOrganizations } from '@/server/modules/identity/list-buying-organizations';
import { listSessions } from '@/server/modules/identity/list-sessions';
import { removeAvatar } from '@/server/modules/identity/remove-avatar';
import { updateProfile } from '@/server/modules/identity/update-profile';
import { EndSessionInput, UpdateProfileInput } from '@/shared/contracts/account';
import { DEMO_ACCOUNTS } from '@/shared/demo-accounts';
import { toReturnPath } from '@/shared/to-return-path';

export const accountRouter = router({
  /** Who is signed in, or null. */
  viewer: publicProcedure.query(({ ctx }) => ctx.viewer()),

  /** What the sign-in page shows: whether to go on at once, where to, and the one-click accounts, if this machine has them. */
  entry: publicProcedure.input(z.strictObject({ to: z.string() })).query(async ({ ctx, input }) => ({
    signedIn: (await ctx.viewer()) !== null,
    to: toReturnPath(input.to, ctx.platform.env.PUBLIC_URL),
    demoAccounts: ctx.platform.env.DEMO_SIGN_IN ? Object.entries(DEMO_ACCOUNTS).map(([account, { label }]) => ({ account, label })) : [],
  })),

  /** The viewer's own name, address, picture, and how they like dates. */
  profile: memberProcedure.query(({ ctx }) => getProfile(ctx.platform, ctx.member)),

  updateProfile: memberProcedure.input(UpdateProfileInput).mutation(({ ctx, input }) => updateProfile(ctx.platform, ctx.member, input)),

  removeAvatar: memberProcedure.mutation(({ ctx }) => removeAvatar(ctx.platform, ctx.member)),

  /** Which organizations the viewer may buy for. */
  organizations: memberProcedure.query(({ ctx }) => listBuyingOrganizations(ctx.platform, ctx.member)),

  /** Where the viewer is signed in. */
  sessions: memberProcedure.query(({ ctx }) => listSessions(ctx.platform, ctx.member, ctx.header('cookie'))),

  /** Signs out one of the viewer's browsers. */
  endSession: memberProcedure.input(EndSessionInput).mutation(({ ctx, input }) => endSession(ctx.platform, ctx.member, input.sessionId)),

  /** Signs the viewer out everywhere but here; answers how many sessions ended. */
  endOtherSessions: memberProcedure.mutation(({ ctx }) => endOtherSessions(ctx.platform, ctx.member, ctx.header('cookie'))),
});
