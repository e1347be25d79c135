import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { CancelDropInput } from '@/shared/contracts/drops';
import { AppError } from '@/shared/errors';
import { lockDrop, releaseDrop } from './drops.queries';
import { offerReleased } from './offer-released';

/** Owners and admins of the seller call a drop off, as long as it is not drawn; its variants sell as before. A repeat changes nothing. Throws NOT_FOUND, FORBIDDEN, and CONFLICT once it is drawn. */
export async function cancelDrop(db: Database, { viewer, input }: { viewer: Viewer; input: CancelDropInput }): Promise<void> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller, atLeast: 'admin' });
  await db.asService('a seller calls a drop off', async (tx) => {
    const drop = await lockDrop(tx, { dropId: input.dropId, mode: 'alone' });
    if (drop?.sellerId !== sellerId) throw new AppError('NOT_FOUND', 'You have no such drop.');
    if (drop.drawnAt) throw new AppError('CONFLICT', 'This drop is drawn, and its winners are told. It cannot be called off.', { reason: 'drawn' });
    if (!drop.canceledAt) await offerReleased(tx, await releaseDrop(tx, { dropId: drop.id, as: 'canceled', now: clock.now() }));
  });
}
