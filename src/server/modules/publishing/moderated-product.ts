import type { Kept, Moderated } from '@/server/modules/moderation/subject';
import { findReportedProduct } from './moderated.queries';
import { moveProduct, relist } from './products.queries';

/** A product that was reported: taken down, as an admin takes one down at its own page. Who bought it keeps it. */
export const moderatedProduct: Moderated = {
  find: async (reader, subjectId) => {
    const row = await findReportedProduct(reader, subjectId);
    if (!row) return null;
    const { sellerId, sellerName, title, summary, description, status } = row;
    return { owner: { sellerId }, title, text: [summary, description].filter(Boolean).join('\n\n'), author: sellerName, href: `/admin/products/${subjectId}`, isShown: status === 'published', context: [] };
  },
  hide: async (tx, { subjectId, reason, at }): Promise<Kept> => {
    const moved = await moveProduct(tx, subjectId, { from: ['published', 'archived'], to: 'delisted', note: reason, at });
    if (!moved) return {};
    await relist(tx, subjectId);
    return { status: moved.from };
  },
  show: async (tx, { subjectId, kept, at }) => {
    // What its seller has archived stays archived; what somebody has moved on since is left as it is.
    const moved = await moveProduct(tx, subjectId, { from: ['delisted'], to: kept.status === 'archived' ? 'archived' : 'published', note: null, at });
    if (moved) await relist(tx, subjectId);
  },
};
