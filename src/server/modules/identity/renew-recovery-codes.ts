import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { RecoveryCodes } from '@/shared/contracts/security';
import { recordAudit } from '../audit/record-audit';
import { assertRecentProof } from './assert-recent-proof';
import { drawRecoveryCodes, hashRecoveryCode } from './recovery-codes';
import { replaceRecoveryCodes } from './second-factor.queries';
import { tellSecurity } from './tell-security';

/** Everyone with an authenticator may, having shown it lately: ten new recovery codes, and the old ones open nothing any more. Throws FORBIDDEN. */
export async function renewRecoveryCodes(platform: Pick<Platform, 'db' | 'env'>, viewer: Viewer, call: { cookieHeader: string | null; requestId: string }): Promise<RecoveryCodes> {
  await assertRecentProof(platform, viewer, { cookieHeader: call.cookieHeader, by: 'authenticator' });
  const { userId } = viewer;
  const now = clock.now();
  const codes = drawRecoveryCodes();
  await platform.db.asService('renew the own recovery codes', async (tx) => {
    await replaceRecoveryCodes(tx, { userId, hashes: codes.map((one) => hashRecoveryCode(userId, one)), now });
    await recordAudit(tx, { actorUserId: userId, actorRole: viewer.role, action: 'security.renew_codes', targetType: 'user', targetId: userId, requestId: call.requestId });
    await tellSecurity(tx, { userId, news: { kind: 'codes_renewed' }, publicUrl: platform.env.PUBLIC_URL, at: now });
  });
  return { codes };
}
