import { enqueueEmail } from '@/server/modules/notifications/enqueue-email';
import { toLowStockEmail } from '@/server/modules/notifications/templates/low-stock-email';
import type { Platform } from '@/server/platform/platform';
import { findLowLevel } from './alerts.queries';

/** Writes to the seller's owners and admins that a stock runs low, once per crossing of its mark. One that was filled up meanwhile is passed over. May be repeated. */
export async function tellLowStock({ db, env }: Pick<Platform, 'db' | 'env'>, { levelId }: { levelId: string }): Promise<void> {
  await db.asService('tell a seller that stock runs low', async (tx) => {
    const level = await findLowLevel(tx, levelId);
    if (!level) return;
    const { people, sellerSlug, notifiedAt, ...what } = level;
    const mail = toLowStockEmail({ ...what, stockUrl: `${env.PUBLIC_URL}/seller/${sellerSlug}/stock/${levelId}` });
    for (const { userId, email } of people) await enqueueEmail(tx, { ...mail, kind: 'low-stock', to: email, dedupeKey: `low-stock:${levelId}:${notifiedAt.getTime()}:${userId}` });
  });
}
