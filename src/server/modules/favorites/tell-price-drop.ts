import { notify } from '@/server/modules/notifications/notify';
import { toPriceDropEmail } from '@/server/modules/notifications/templates/price-drop-email';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { findListed, takePriceDrop } from './favorites.queries';

/** Tells those who favourited a product, and do not own it, that it costs less than they last heard; each drop once. May run at any time and by two at once. */
export async function tellPriceDrop({ db, env }: Pick<Platform, 'db' | 'env'>, { productId }: { productId: string }): Promise<void> {
  const now = clock.now();
  await db.asService('tell people of a price drop', async (tx) => {
    const listed = await findListed(tx, productId);
    if (!listed) return;
    const userIds = await takePriceDrop(tx, { productId, priceMinor: listed.priceMinor, currency: listed.currency, now });
    if (userIds.length === 0) return;
    const href = `/marketplace/${listed.slug}` as const;
    const email = toPriceDropEmail({ ...listed, productUrl: env.PUBLIC_URL + href });
    await notify(tx, { to: { userIds }, type: 'price_drop', title: email.subject, href, dedupeKey: `price-drop:${productId}:${listed.priceMinor}:${now.getTime()}`, email, at: now });
  });
}
