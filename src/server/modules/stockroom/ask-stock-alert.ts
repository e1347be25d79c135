import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { findAvailable, insertAlert } from './alerts.queries';

/** A signed-in person asks to be told when a variant is back; asking twice keeps their place. Throws NOT_FOUND for what is not sold or not counted, and CONFLICT when it is there. */
export async function askStockAlert(db: Database, { viewer, variantId }: { viewer: Viewer; variantId: string }): Promise<void> {
  await db.asService('ask to be told when something is back', async (tx) => {
    const available = await findAvailable(tx, variantId);
    if (available === undefined) throw new AppError('NOT_FOUND', 'This is not for sale.');
    if (available > 0) throw new AppError('CONFLICT', 'It is in stock just now.', { reason: 'in_stock' });
    await insertAlert(tx, { userId: viewer.userId, variantId, now: clock.now() });
  });
}
