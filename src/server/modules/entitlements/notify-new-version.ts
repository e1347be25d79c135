import { notify } from '@/server/modules/notifications/notify';
import { toNewVersionEmail } from '@/server/modules/notifications/templates/new-version-email';
import { tellInPages, type PeoplePage } from '@/server/modules/notifications/tell-in-pages';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { findAnnouncedVersion, listOwners } from './entitlement-grants.queries';

interface News {
  versionId: string;
  at: Date;
  publicUrl: string;
}

/** Tells everyone who holds a live key to the version's product, each person once per version. A yanked version is not announced. May be repeated. */
export async function notifyNewVersion({ db, env }: Pick<Platform, 'db' | 'env'>, { versionId }: { versionId: string }): Promise<void> {
  const news = { versionId, at: clock.now(), publicUrl: env.PUBLIC_URL };
  await tellInPages((page) => db.asService('tell owners of a new version', (tx) => tellPage(tx, news, page)));
}

async function tellPage(tx: ServiceTx, { versionId, at, publicUrl }: News, page: PeoplePage): Promise<string[]> {
  const release = await findAnnouncedVersion(tx, versionId);
  if (!release) return [];
  const userIds = await listOwners(tx, { productId: release.productId, now: at, page });
  if (userIds.length === 0) return [];
  const email = toNewVersionEmail({ ...release, productUrl: `${publicUrl}/marketplace/${release.slug}` });
  await notify(tx, { to: { userIds }, type: 'new_version', title: email.subject, body: release.changelog, href: `/marketplace/${release.slug}`, dedupeKey: `new-version:${versionId}`, email, at });
  return userIds;
}
