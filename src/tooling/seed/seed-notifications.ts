import { getProduct } from '@/server/modules/catalog/get-product';
import { notify } from '@/server/modules/notifications/notify';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { HOUR_MS } from '@/shared/time';

/** What the demo buyer owns and had a release lately, and how long ago they were told. */
const RELEASES = [{ slug: 'postgres-failover', hoursAgo: 27 }, { slug: 'churn-survival', hoursAgo: 98 }];

/** Gives the demo buyer's inbox some days behind today's receipts. Repeating it changes nothing. */
export async function seedNotifications({ db }: Pick<Platform, 'db'>, userId: string): Promise<void> {
  for (const { slug, hoursAgo } of RELEASES) {
    const { title } = await getProduct(db, { slug });
    const at = new Date(clock.now().getTime() - hoursAgo * HOUR_MS);
    await db.asService('demo data', (tx) => notify(tx, { to: { userId }, type: 'new_version', title: `${title} has a new version`, body: 'Earlier versions stay available.', href: `/marketplace/${slug}`, dedupeKey: `seed:new-version:${slug}`, at }));
  }
}
