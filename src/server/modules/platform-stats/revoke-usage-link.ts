import type { Call } from '@/server/modules/organizations/call';
import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { recordPlatformChange } from '@/server/modules/platforms/record-platform-change';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { RevokeUsageLinkInput } from '@/shared/contracts/platform-stats';
import { AppError } from '@/shared/errors';
import { revokeLink } from './links.queries';

/** Owners and admins take a link back, at once. May be repeated. Throws NOT_FOUND, FORBIDDEN. */
export async function revokeUsageLink(db: Database, call: Call<RevokeUsageLinkInput>): Promise<void> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, linkId } = input;
  await db.asService('links are written by the service alone', async (tx) => {
    if (!(await revokeLink(tx, { linkId, platformId, at: clock.now() }))) throw new AppError('NOT_FOUND', 'This platform has no such link.');
    await recordPlatformChange(tx, call, { action: 'usage_link.revoke', targetId: platformId, after: { linkId } });
  });
}
