import type { Database, Viewer } from '@/server/platform/db';
import type { StockAlertView } from '@/shared/contracts/inventory';
import { isWaiting } from './alerts.queries';

/** Whether the viewer waits to be told; a visitor does not. */
export async function getStockAlert(db: Database, { viewer, variantId }: { viewer: Viewer | null; variantId: string }): Promise<StockAlertView> {
  return { isWaiting: viewer !== null && (await isWaiting(db.readAs(viewer), { userId: viewer.userId, variantId })) };
}
