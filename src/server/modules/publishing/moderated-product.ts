import type { Kept, Moderated } from '@/server/modules/moderation/subject';
import { readIn, type ServiceTx } from '@/server/platform/db';
import { findEditedProduct } from './editor.queries';
import { findMissing } from './find-missing';
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
  show: async (tx, { subjectId, kept, hiddenAt, others, at }) => {
    // No case took it down: an admin had, and that holds. So does a case decided since; an earlier one was undone before this one took effect.
    if (kept?.status === undefined || hiddenAt === undefined || others.some((other) => other >= hiddenAt)) return false;
    // What its seller has archived stays archived; what somebody has moved on since is left as it is, also where an admin took it down anew.
    const to = kept.status === 'published' && (await mayBeSold(tx, subjectId)) ? 'published' : 'archived';
    const moved = await moveProduct(tx, subjectId, { from: ['delisted'], since: hiddenAt, to, note: null, at });
    if (moved) await relist(tx, subjectId);
    return moved !== undefined && to === 'published';
  },
};

/** Whether publishing would take it as it is. A bundle across sellers is for its own page to publish: a seller may have declined meanwhile. */
async function mayBeSold(tx: ServiceTx, productId: string): Promise<boolean> {
  const row = await findEditedProduct(readIn(tx), { productId, sellerId: null });
  return row !== undefined && !row.isJoint && findMissing(row).length === 0;
}
