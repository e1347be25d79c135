import { notify } from '@/server/modules/notifications/notify';
import { toNewVersionEmail } from '@/server/modules/notifications/templates/new-version-email';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { findAnnouncedVersion, listOwners } from './entitlement-grants.queries';

/** Tells everyone who holds a live key to the version's product, each person once per version. A yanked version is not announced. May be repeated. */
export async function notifyNewVersion({ db, env }: Pick<Platform, 'db' | 'env'>, { versionId }: { versionId: string }): Promise<void> {
  await db.asService('tell owners of a new version', async (tx) => {
    const release = await findAnnouncedVersion(tx, versionId);
    if (!release) return;
    const email = toNewVersionEmail({ ...release, productUrl: `${env.PUBLIC_URL}/marketplace/${release.slug}` });
    const at = clock.now();
    const userIds = await listOwners(tx, { productId: release.productId, now: at });
    await notify(tx, { to: { userIds }, type: 'new_version', title: email.subject, body: release.changelog, href: `/marketplace/${release.slug}`, dedupeKey: `new-version:${versionId}`, email, at });
  });
}
