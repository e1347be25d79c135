import { memberProcedure, publicProcedure, router } from '@/server/api/trpc';

export const accountRouter = router({
  /** Who is signed in, or null. */
  viewer: publicProcedure.query(({ ctx }) => ctx.viewer()),
  /** The same for pages that need one. */
  member: memberProcedure.query(({ ctx }) => ctx.member),
});
