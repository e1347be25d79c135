import { z } from 'zod';
import { REPORT_REASONS, type ReportReason } from '../moderation-words';
import { Cursor } from './cursor';
import { SellerInput } from './sellers';
import { optionalLineOf, textOf } from './text';

const ReviewId = z.string().regex(/^rvw_[0-9a-z]{26}$/, 'not the id of a review');
const ProductId = z.string().regex(/^prd_[0-9a-z]{26}$/, 'not a product id');
const Stars = z.number().int().min(1, 'one to five stars').max(5, 'one to five stars');

/** What a seller answered. */
export const ReviewReply = z.object({ body: z.string(), repliedAt: z.string(), isEdited: z.boolean() });
export type ReviewReply = z.infer<typeof ReviewReply>;

/** What a buyer says of what they bought. */
export const Review = z.object({
  id: z.string(),
  authorName: z.string(),
  /** One to five. */
  rating: z.number().int(),
  title: z.string(),
  /** Plain text. */
  body: z.string(),
  /** What was bought: the version, and the size or licence in words; later ones change nothing. */
  version: z.string().nullable(),
  form: z.string(),
  createdAt: z.string(),
  isEdited: z.boolean(),
  /** All the money went back since. */
  isRefunded: z.boolean(),
  reply: ReviewReply.nullable(),
});
export type Review = z.infer<typeof Review>;

/** Ratings of a product; hidden reviews do not count. */
export const RatingSummary = z.object({
  count: z.number().int(),
  /** Sum of all ratings: the mean is `sum / count`. */
  sum: z.number().int(),
  /** How many gave one star, two, … five. */
  stars: z.array(z.number().int()).length(5),
});
export type RatingSummary = z.infer<typeof RatingSummary>;

export const ListReviewsInput = z.strictObject({
  productId: ProductId,
  /** Only those with so many stars. */
  stars: Stars.optional(),
  cursor: Cursor.optional(),
});
export type ListReviewsInput = z.infer<typeof ListReviewsInput>;

export const ReviewPage = z.object({ reviews: z.array(Review), summary: RatingSummary, nextCursor: z.string().nullable() });
export type ReviewPage = z.infer<typeof ReviewPage>;

export const ReviewedProductInput = z.strictObject({ productId: ProductId });
export type ReviewedProductInput = z.infer<typeof ReviewedProductInput>;

/** What the viewer said of a product, and whether they may say anything. */
export const OwnReview = z.object({ mayReview: z.boolean(), review: Review.extend({ isHidden: z.boolean() }).nullable() });
export type OwnReview = z.infer<typeof OwnReview>;

const written = { rating: Stars, title: optionalLineOf(120).default(''), body: textOf(4000).default('') };
export const WriteReviewInput = z.strictObject({ productId: ProductId, ...written });
export type WriteReviewInput = z.infer<typeof WriteReviewInput>;

export const EditReviewInput = z.strictObject({ reviewId: ReviewId, ...written });
export type EditReviewInput = z.infer<typeof EditReviewInput>;

export const ReviewInput = z.strictObject({ reviewId: ReviewId });
export type ReviewInput = z.infer<typeof ReviewInput>;

export const ReportReviewInput = z.strictObject({
  reviewId: ReviewId,
  reason: z.enum(Object.keys(REPORT_REASONS) as [ReportReason]),
  details: textOf(2000).default(''),
});
export type ReportReviewInput = z.infer<typeof ReportReviewInput>;

export const ListSellerReviewsInput = SellerInput.extend({ show: z.enum(['unanswered', 'all']).default('unanswered'), cursor: Cursor.optional() });
export type ListSellerReviewsInput = z.infer<typeof ListSellerReviewsInput>;

export const SellerReview = Review.extend({ productSlug: z.string(), productTitle: z.string() });
export type SellerReview = z.infer<typeof SellerReview>;

export const SellerReviewPage = z.object({
  reviews: z.array(SellerReview),
  /** Of all pages. */
  unanswered: z.number().int(),
  nextCursor: z.string().nullable(),
});
export type SellerReviewPage = z.infer<typeof SellerReviewPage>;

export const ReplyToReviewInput = SellerInput.extend({ reviewId: ReviewId, reply: textOf(4000).pipe(z.string().min(1, 'write something')) });
export type ReplyToReviewInput = z.infer<typeof ReplyToReviewInput>;

export const DeleteReplyInput = SellerInput.extend({ reviewId: ReviewId });
export type DeleteReplyInput = z.infer<typeof DeleteReplyInput>;
