import { notify } from '@/server/modules/notifications/notify';
import { toFavoriteVersionEmail } from '@/server/modules/notifications/templates/favorite-version-email';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { findRelease, takeRelease } from './favorites.queries';

/** Tells those who favourited a product, and do not own it, of a new version; owners are told as owners. Once per person and version; may be repeated. */
export async function tellNewVersion({ db, env }: Pick<Platform, 'db' | 'env'>, { versionId }: { versionId: string }): Promise<void> {
  const now = clock.now();
  await db.asService('tell people of a new version of a favourite', async (tx) => {
    const release = await findRelease(tx, versionId);
    if (!release) return;
    const userIds = await takeRelease(tx, { productId: release.productId, version: release.version, now });
    if (userIds.length === 0) return;
    const href = `/marketplace/${release.slug}` as const;
    const email = { ...toFavoriteVersionEmail({ ...release, productUrl: env.PUBLIC_URL + href }), kind: 'favorite-version' };
    // The same key as owners have: whoever is both by now is told once.
    await notify(tx, { to: { userIds }, type: 'new_version', title: email.subject, body: release.changelog, href, dedupeKey: `new-version:${versionId}`, email, at: now });
  });
}
