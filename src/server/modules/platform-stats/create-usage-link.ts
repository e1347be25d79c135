import type { Call } from '@/server/modules/organizations/call';
import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { recordPlatformChange } from '@/server/modules/platforms/record-platform-change';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { CreateUsageLinkInput, UsageLinkView } from '@/shared/contracts/platform-stats';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { DAY_MS } from '@/shared/time';
import { findCustomerId, insertLink } from './links.queries';
import { toUsageLinkView } from './to-usage-link-view';

/** Owners and admins make a link with which a customer sees its own usage. Throws NOT_FOUND, also for a customer that is not there, and FORBIDDEN. */
export async function createUsageLink({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<CreateUsageLinkInput>): Promise<UsageLinkView> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, mode, externalId, expiresInDays } = input;
  const at = clock.now();
  const link = { id: newId('usageLink', at.getTime()), expiresAt: new Date(at.getTime() + expiresInDays * DAY_MS), createdAt: at };
  await db.asService('links are written by the service alone', async (tx) => {
    const customerId = await findCustomerId(tx, { platformId, mode, externalId });
    if (!customerId) throw new AppError('NOT_FOUND', 'This platform has no such customer.');
    await insertLink(tx, { ...link, customerId, createdBy: viewer.userId, at });
    await recordPlatformChange(tx, call, { action: 'usage_link.create', targetId: platformId, after: { linkId: link.id, customerId, expiresAt: link.expiresAt.toISOString() } });
  });
  return toUsageLinkView(link, env);
}
