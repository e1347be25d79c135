import type { Moderated } from '@/server/modules/moderation/subject';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { findReportedReview, updateReviewHidden } from './moderated.queries';

/** A review that was reported: hidden from everybody but its author, and not counted in the rating. */
export const moderatedReview: Moderated = {
  find: async (reader, subjectId) => {
    const row = await findReportedReview(reader, subjectId);
    if (!row) return null;
    const text = [`${row.rating} of 5. ${row.title}`.trim(), row.body].filter(Boolean).join('\n\n');
    const reply = row.reply !== null && row.repliedAt ? [{ who: row.sellerName, text: row.reply, at: row.repliedAt.toISOString(), isSubject: false }] : [];
    return {
      owner: { userId: row.authorId },
      title: `Review of ${row.productTitle}`,
      text,
      author: row.authorName,
      href: `/marketplace/${row.productSlug}`,
      isShown: !row.isHidden,
      context: [{ who: row.authorName, text, at: row.createdAt.toISOString(), isSubject: true }, ...reply],
    };
  },
  hide: async (tx, { subjectId, at }) => {
    await setHidden(tx, subjectId, at);
    return {};
  },
  show: async (tx, { subjectId, others }) => others.length === 0 && setHidden(tx, subjectId, null),
};

/** Whether there was something to change. */
async function setHidden(tx: ServiceTx, reviewId: string, hiddenAt: Date | null): Promise<boolean> {
  const isChanged = await updateReviewHidden(tx, { reviewId, hiddenAt });
  if (isChanged) await enqueue(tx, { task: 'refresh-pages', payload: {}, key: 'refresh-pages' });
  return isChanged;
}
