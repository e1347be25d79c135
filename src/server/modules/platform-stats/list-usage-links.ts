import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ListUsageLinksInput, UsageLinkView } from '@/shared/contracts/platform-stats';
import { listLinks } from './links.queries';
import { toUsageLinkView } from './to-usage-link-view';

/** Owners and admins see a customer's links that work, newest first. Throws NOT_FOUND, FORBIDDEN. */
export async function listUsageLinks({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input }: { viewer: Viewer; input: ListUsageLinksInput }): Promise<UsageLinkView[]> {
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const links = await listLinks(db.readAs(viewer), { ...input, now: clock.now() });
  return links.map((link) => toUsageLinkView(link, env));
}
