import { deleteReply } from '@/server/modules/reviews/delete-reply';
import { deleteReview } from '@/server/modules/reviews/delete-review';
import { editReview } from '@/server/modules/reviews/edit-review';
import { getOwnReview } from '@/server/modules/reviews/get-own-review';
import { listReviews } from '@/server/modules/reviews/list-reviews';
import { listSellerReviews } from '@/server/modules/reviews/list-seller-reviews';
import { replyToReview } from '@/server/modules/reviews/reply-to-review';
import { reportReview } from '@/server/modules/reviews/report-review';
import { writeReview } from '@/server/modules/reviews/write-review';
import { DeleteReplyInput, EditReviewInput, ListReviewsInput, ListSellerReviewsInput, ReplyToReviewInput, ReportReviewInput, ReviewedProductInput, ReviewInput, WriteReviewInput } from '@/shared/contracts/reviews';
import { memberProcedure, publicProcedure, router } from '../trpc';

/** What buyers say of what they bought, and what sellers answer. */
export const reviewsRouter = router({
  /** Of a product; the same for everybody. */
  list: publicProcedure.input(ListReviewsInput).query(({ ctx, input }) => listReviews(ctx.platform.db, input)),
  /** What the viewer said of a product, and whether they may. */
  own: memberProcedure.input(ReviewedProductInput).query(({ ctx, input }) => getOwnReview(ctx.platform.db, { viewer: ctx.member, input })),

  write: memberProcedure.input(WriteReviewInput).mutation(({ ctx, input }) => writeReview(ctx.platform, { viewer: ctx.member, input })),
  edit: memberProcedure.input(EditReviewInput).mutation(({ ctx, input }) => editReview(ctx.platform, { viewer: ctx.member, input })),
  delete: memberProcedure.input(ReviewInput).mutation(({ ctx, input }) => deleteReview(ctx.platform, { viewer: ctx.member, input })),
  report: memberProcedure.input(ReportReviewInput).mutation(({ ctx, input }) => reportReview(ctx.platform, { viewer: ctx.member, input })),

  /** Of a seller's products, for its members. */
  ofSeller: memberProcedure.input(ListSellerReviewsInput).query(({ ctx, input }) => listSellerReviews(ctx.platform.db, { viewer: ctx.member, input })),
  reply: memberProcedure.input(ReplyToReviewInput).mutation(({ ctx, input }) => replyToReview(ctx.platform, { viewer: ctx.member, input })),
  deleteReply: memberProcedure.input(DeleteReplyInput).mutation(({ ctx, input }) => deleteReply(ctx.platform, { viewer: ctx.member, input })),
});
