import type { Review } from '@/shared/contracts/reviews';
import type { ReviewRow } from './reviews.queries';

export function toReview(row: ReviewRow): Review {
  return {
    id: row.id,
    authorName: row.authorName,
    rating: row.rating,
    title: row.title,
    body: row.body,
    version: row.version,
    form: row.form,
    createdAt: row.createdAt.toISOString(),
    isEdited: row.isEdited,
    isRefunded: row.isRefunded,
    reply: row.reply !== null && row.repliedAt ? { body: row.reply, repliedAt: row.repliedAt.toISOString(), isEdited: row.isReplyEdited } : null,
  };
}
