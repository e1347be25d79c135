import { enqueueEmail } from '@/server/modules/notifications/enqueue-email';
import { toNewVersionEmail } from '@/server/modules/notifications/templates/new-version-email';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { findAnnouncedVersion, listOwnerEmails } from './entitlement-grants.queries';

/** Writes to everyone who holds a live key to the version's product, each person once per version. A yanked version is not announced. May be repeated. */
export async function notifyNewVersion({ db, env }: Pick<Platform, 'db' | 'env'>, { versionId }: { versionId: string }): Promise<void> {
  await db.asService('tell owners of a new version', async (tx) => {
    const release = await findAnnouncedVersion(tx, versionId);
    if (!release) return;
    const email = toNewVersionEmail({ ...release, productUrl: `${env.PUBLIC_URL}/marketplace/${release.slug}` });
    for (const owner of await listOwnerEmails(tx, { productId: release.productId, now: clock.now() })) {
      await enqueueEmail(tx, { ...email, kind: 'new-version', to: owner.email, dedupeKey: `new-version:${versionId}:${owner.userId}` });
    }
  });
}
