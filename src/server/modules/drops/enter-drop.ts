import { clock } from '@/server/platform/clock';
import type { Database, ServiceTx, Viewer } from '@/server/platform/db';
import type { EnterDropInput } from '@/shared/contracts/drops';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { hashEntry } from './draw';
import { lockDrop, type LockedDrop } from './drops.queries';
import { sellsDrop, writeEntry } from './entries.queries';

/** The drop, held so that it cannot close before the transaction ends. Throws NOT_FOUND, and CONFLICT `not_open` outside its time. */
export async function getOpenDrop(tx: ServiceTx, { dropId, now }: { dropId: string; now: Date }): Promise<LockedDrop> {
  const drop = await lockDrop(tx, { dropId, mode: 'shared' });
  if (!drop) throw new AppError('NOT_FOUND', 'There is no such drop.');
  const because = drop.canceledAt ? 'This drop was called off.' : drop.closedAt || drop.entriesCloseAt <= now ? 'Entries are closed.' : drop.entriesOpenAt > now ? 'Entries are not open yet.' : null;
  if (because) throw new AppError('CONFLICT', because, { reason: 'not_open' });
  return drop;
}

/**
 * A signed-in person enters a drop, once; entering again before it closes replaces the entry, at no advantage. Throws NOT_FOUND, FORBIDDEN
 * for the seller's own people, CONFLICT `not_open`, and INVALID_INPUT past the cap.
 */
export async function enterDrop(db: Database, { viewer, input }: { viewer: Viewer; input: EnterDropInput }): Promise<{ entryId: string }> {
  const now = clock.now();
  const entry = { dropId: input.dropId, userId: viewer.userId, variantId: input.variantId, quantity: input.quantity };
  const entryId = newId('dropEntry', now.getTime());
  return db.asService('enter a drop', async (tx) => {
    const drop = await getOpenDrop(tx, { dropId: input.dropId, now });
    if (await sellsDrop(tx, { sellerId: drop.sellerId, userId: viewer.userId })) throw new AppError('FORBIDDEN', 'Sellers do not enter their own drops.', { reason: 'own' });
    if (input.quantity > drop.perPersonCap) throw new AppError('INVALID_INPUT', `One person may ask for ${drop.perPersonCap} at most.`, { field: 'quantity' });
    const isWritten = await writeEntry(tx, { id: entryId, ...entry, hash: hashEntry({ ...entry, entryId }), now });
    if (!isWritten) throw new AppError('NOT_FOUND', 'This drop does not give out that size.');
    return { entryId };
  });
}
