import { audienceOf } from '@/server/api/audience';
import { publicProcedure, router } from '@/server/api/trpc';
import { answerQuestions } from '@/server/modules/discovery/answer-questions';
import { forgetSignal } from '@/server/modules/discovery/forget-signal';
import { forgetSignals } from '@/server/modules/discovery/forget-signals';
import { listNearby } from '@/server/modules/discovery/list-nearby';
import { listPopular } from '@/server/modules/discovery/list-popular';
import { listRecommendations } from '@/server/modules/discovery/list-recommendations';
import { listSignals } from '@/server/modules/discovery/list-signals';
import { AnswerQuestionsInput, ForCartInput, ForgetSignalInput, ForProductInput } from '@/shared/contracts/discovery';

/** How many the home page shows. */
const ON_HOME = 6;

/** What may interest somebody and why, and what is kept of them for it; everyone's own, also a visitor's. */
export const discoveryRouter = router({
  /** The same for everybody; the home page carries it until the browser asks for the viewer's own. */
  popular: publicProcedure.query(({ ctx }) => listPopular(ctx.platform, { limit: ON_HOME })),

  home: publicProcedure.query(async ({ ctx }) => {
    const audience = await audienceOf(ctx);
    const { items, isPersonal, answers } = await listRecommendations(ctx.platform, { audience, place: 'home', near: { productIds: [], tie: 'here' }, limit: ON_HOME });
    return { items, isPersonal, answers, refusesTracking: audience.refusesTracking };
  }),

  forProduct: publicProcedure.input(ForProductInput).query(async ({ ctx, input }) => listNearby(ctx.platform, { viewer: await ctx.viewer(), audience: await audienceOf(ctx), productIds: [input.productId], place: 'product' })),

  forCart: publicProcedure.input(ForCartInput).query(async ({ ctx, input }) => listNearby(ctx.platform, { viewer: await ctx.viewer(), audience: await audienceOf(ctx), productIds: input.productIds, place: 'cart' })),

  answer: publicProcedure.input(AnswerQuestionsInput).mutation(async ({ ctx, input }) => answerQuestions(ctx.platform, { audience: await audienceOf(ctx), input })),

  signals: publicProcedure.query(async ({ ctx }) => listSignals(ctx.platform, { audience: await audienceOf(ctx) })),

  forgetSignal: publicProcedure.input(ForgetSignalInput).mutation(async ({ ctx, input }) => forgetSignal(ctx.platform, { audience: await audienceOf(ctx), input })),

  forgetSignals: publicProcedure.mutation(async ({ ctx }) => forgetSignals(ctx.platform, await audienceOf(ctx))),
});
