import type { Database, Viewer } from '@/server/platform/db';
import { deleteAlert } from './alerts.queries';

/** Everyone takes back their own wish to be told; a repeat changes nothing. */
export async function cancelStockAlert(db: Database, { viewer, variantId }: { viewer: Viewer; variantId: string }): Promise<void> {
  await db.asService('take back a wish to be told', (tx) => deleteAlert(tx, { userId: viewer.userId, variantId }));
}
