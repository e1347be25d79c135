import { z } from 'zod';
import { publicProcedure, router } from '@/server/api/trpc';
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
});
