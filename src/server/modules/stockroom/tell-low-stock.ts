import { notify } from '@/server/modules/notifications/notify';
import { toLowStockEmail } from '@/server/modules/notifications/templates/low-stock-email';
import type { Platform } from '@/server/platform/platform';
import { findLowLevel } from './alerts.queries';

/** Tells the seller's owners and admins that a stock runs low, once per crossing of its mark. One that was filled up meanwhile is passed over. May be repeated. */
export async function tellLowStock({ db, env }: Pick<Platform, 'db' | 'env'>, { levelId }: { levelId: string }): Promise<void> {
  await db.asService('tell a seller that stock runs low', async (tx) => {
    const level = await findLowLevel(tx, levelId);
    if (!level) return;
    const { sellerId, sellerSlug, notifiedAt: at, ...what } = level;
    const href = `/seller/${sellerSlug}/stock/${levelId}` as const;
    const email = toLowStockEmail({ ...what, stockUrl: `${env.PUBLIC_URL}${href}` });
    await notify(tx, { to: { sellerId }, type: 'stock_low', title: email.subject, href, dedupeKey: `low-stock:${levelId}:${at.getTime()}`, email: { ...email, kind: 'low-stock' }, at });
  });
}
