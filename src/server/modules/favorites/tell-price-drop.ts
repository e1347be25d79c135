import { notify } from '@/server/modules/notifications/notify';
import { toPriceDropEmail } from '@/server/modules/notifications/templates/price-drop-email';
import { tellInPages, type PeoplePage } from '@/server/modules/notifications/tell-in-pages';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { findListed, takePriceDrop } from './favorites.queries';

interface Drop {
  productId: string;
  now: Date;
  publicUrl: string;
}

/** Tells those who favourited a product, and do not own it, that it costs less than they last heard; each drop once. May run at any time and by two at once. */
export async function tellPriceDrop({ db, env }: Pick<Platform, 'db' | 'env'>, { productId }: { productId: string }): Promise<void> {
  const drop = { productId, now: clock.now(), publicUrl: env.PUBLIC_URL };
  await tellInPages((page) => db.asService('tell people of a price drop', (tx) => tellPage(tx, drop, page)));
}

/** The price is read for each page: what one page is told another may find changed, and the job of that change tells the first. */
async function tellPage(tx: ServiceTx, { productId, now, publicUrl }: Drop, page: PeoplePage): Promise<string[]> {
  const listed = await findListed(tx, productId);
  if (!listed) return [];
  const people = await takePriceDrop(tx, { productId, priceMinor: listed.priceMinor, currency: listed.currency, now, page });
  const userIds = people.filter(({ isOwner }) => !isOwner).map(({ userId }) => userId);
  if (userIds.length > 0) {
    const href = `/marketplace/${listed.slug}` as const;
    const email = toPriceDropEmail({ ...listed, productUrl: publicUrl + href });
    const day = now.toISOString().slice(0, 10);
    await notify(tx, { to: { userIds }, type: 'price_drop', title: email.subject, href, dedupeKey: `price-drop:${productId}:${listed.priceMinor}:${day}`, email, at: now });
  }
  return people.map(({ userId }) => userId);
}
