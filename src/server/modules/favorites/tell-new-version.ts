import { notify } from '@/server/modules/notifications/notify';
import { toFavoriteVersionEmail } from '@/server/modules/notifications/templates/favorite-version-email';
import { tellInPages, type PeoplePage } from '@/server/modules/notifications/tell-in-pages';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { findRelease, takeRelease } from './favorites.queries';

interface News {
  versionId: string;
  now: Date;
  publicUrl: string;
}

/** Tells those who favourited a product, and do not own it, of a new version; owners are told as owners. Once per person and version; may be repeated. */
export async function tellNewVersion({ db, env }: Pick<Platform, 'db' | 'env'>, { versionId }: { versionId: string }): Promise<void> {
  const news = { versionId, now: clock.now(), publicUrl: env.PUBLIC_URL };
  await tellInPages((page) => db.asService('tell people of a new version of a favourite', (tx) => tellPage(tx, news, page)));
}

async function tellPage(tx: ServiceTx, { versionId, now, publicUrl }: News, page: PeoplePage): Promise<string[]> {
  const release = await findRelease(tx, versionId);
  if (!release) return [];
  const people = await takeRelease(tx, { productId: release.productId, version: release.version, now, page });
  const userIds = people.filter(({ isOwner }) => !isOwner).map(({ userId }) => userId);
  if (userIds.length > 0) {
    const href = `/marketplace/${release.slug}` as const;
    const email = { ...toFavoriteVersionEmail({ ...release, productUrl: publicUrl + href }), kind: 'favorite-version' };
    // The same key as owners have: whoever is both by now is told once.
    await notify(tx, { to: { userIds }, type: 'new_version', title: email.subject, body: release.changelog, href, dedupeKey: `new-version:${versionId}`, email, at: now });
  }
  return people.map(({ userId }) => userId);
}
