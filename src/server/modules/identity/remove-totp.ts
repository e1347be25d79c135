import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { recordAudit } from '../audit/record-audit';
import { assertRecentProof } from './assert-recent-proof';
import { deleteHalfwaySessions, deleteSecret } from './second-factor.queries';
import { tellSecurity } from './tell-security';

/** Everyone but staff may, having shown their authenticator lately: it is asked for no more, and its recovery codes are gone. Throws FORBIDDEN. */
export async function removeTotp(platform: Pick<Platform, 'db' | 'env'>, viewer: Viewer, call: { cookieHeader: string | null; requestId: string }): Promise<void> {
  if (viewer.role !== 'customer' || viewer.withheld) throw new AppError('FORBIDDEN', 'Staff sign in with two steps.', { reason: 'staff' });
  await assertRecentProof(platform, viewer, { cookieHeader: call.cookieHeader, by: 'authenticator' });
  const { userId } = viewer;
  await platform.db.asService('remove the own second factor', async (tx) => {
    if (!(await deleteSecret(tx, userId))) return;
    await deleteHalfwaySessions(tx, userId);
    await recordAudit(tx, { actorUserId: userId, actorRole: viewer.role, action: 'security.remove', targetType: 'user', targetId: userId, requestId: call.requestId });
    await tellSecurity(tx, { userId, news: { kind: 'removed' }, publicUrl: platform.env.PUBLIC_URL, at: clock.now() });
  });
}
