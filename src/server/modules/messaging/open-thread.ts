import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import { readIn } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { OpenThreadInput } from '@/shared/contracts/messages';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { findAskedProduct, findPart, findThreadId, insertThread, listVisibleParts, type ThreadKey } from './threads.queries';

/** Whoever asks everybody something is not asking. */
const OPENINGS: Limit = { name: 'thread', points: 30, windowSeconds: 3_600, whenDown: 'open' };

/**
 * For whoever can see the product, whoever may see the order, and the members of its seller. The conversation about it, made if there is none; others see nothing of
 * it until something is written. May be repeated, also at the same time. Throws NOT_FOUND, RATE_LIMITED, or CONFLICT for one's own product or order.
 */
export async function openThread({ db, limiter }: Pick<Platform, 'db' | 'limiter'>, { viewer, input: { about } }: { viewer: Viewer; input: OpenThreadInput }): Promise<{ threadId: string }> {
  const key = 'productId' in about ? await keyOfProduct(db, viewer, about.productId) : await keyOfOrder(db, viewer, about);
  await limiter.consume(OPENINGS, viewer.userId);
  const threadId = await db.asService('conversations are opened by the service alone', async (tx) => {
    const now = clock.now();
    // A seller goes on where the order was last talked about, with whomever of the buyer's people it was.
    const known = key.isSeller ? await findThreadId(readIn(tx), { ...key, buyerUserId: null }) : undefined;
    if (known !== undefined) return known;
    await insertThread(tx, { ...key, id: newId('thread', now.getTime()), at: now });
    return findThreadId(readIn(tx), key);
  });
  if (threadId === undefined) throw new AppError('CONFLICT', 'That could not be opened just now. Please try again.');
  return { threadId };
}

type Wanted = ThreadKey & { isSeller: boolean };

async function keyOfProduct(db: Database, viewer: Viewer, productId: string): Promise<Wanted> {
  const product = await findAskedProduct(db.readAs(viewer), productId);
  if (!product) throw new AppError('NOT_FOUND', 'There is no such product, or nobody sells it just now.');
  if (product.isOwn) throw new AppError('CONFLICT', 'This is your own product.', { reason: 'own' });
  return { sellerId: product.sellerId, buyerUserId: viewer.userId, productId, sellerOrderId: null, isSeller: false };
}

async function keyOfOrder(db: Database, viewer: Viewer, { orderId, seller }: { orderId: string; seller: string }): Promise<Wanted> {
  const visible = await listVisibleParts(db.readAs(viewer), orderId);
  const part = visible.length > 0 ? await findPart(db.readAsService('whose part of an order it is, whatever has become of the seller'), { partIds: visible.map(({ id }) => id), sellerSlug: seller }) : undefined;
  if (!part) throw new AppError('NOT_FOUND', 'There is no such order of this seller.');
  const isSeller = visible.some(({ id, isSold }) => id === part.id && isSold);
  const buyerUserId = isSeller ? part.buyerUserId : viewer.userId;
  if (isSeller && buyerUserId === viewer.userId) throw new AppError('CONFLICT', 'This is your own order.', { reason: 'own' });
  return { sellerId: part.sellerId, buyerUserId, productId: null, sellerOrderId: part.id, isSeller };
}
