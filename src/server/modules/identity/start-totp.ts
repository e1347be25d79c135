import { clock } from '@/server/platform/clock';
import { encrypt } from '@/server/platform/cipher';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { TotpSetup } from '@/shared/contracts/security';
import { AppError } from '@/shared/errors';
import { findPerson } from './identity.queries';
import { upsertSecret } from './second-factor.queries';
import { drawTotpSecret, toOtpauthUri, toQrCode } from './totp';
import { totpContext } from './try-second-factor';

/**
 * Everyone may, for themselves. Draws a new secret for an authenticator; nothing is asked of it until `confirmTotp` saw its first code, and asking again draws another.
 * Throws CONFLICT when one is set up already.
 */
export async function startTotp({ db, env }: Pick<Platform, 'db' | 'env'>, viewer: Viewer): Promise<TotpSetup> {
  const { userId } = viewer;
  const person = await findPerson(db.readAsService('read the own address'), userId);
  if (!person) throw new AppError('NOT_FOUND', 'This account is gone.');
  const secret = drawTotpSecret();
  const sealedSecret = encrypt(secret, { context: totpContext(userId), secret: env.DATA_SECRET });
  const kept = await db.asService('an authenticator’s secret is the service’s', (tx) => upsertSecret(tx, { userId, sealedSecret, now: clock.now() }));
  if (!kept) throw new AppError('CONFLICT', 'An authenticator is set up already. Remove it first.', { reason: 'enrolled' });
  const uri = toOtpauthUri({ secret, email: person.email, shop: `Latchkey (${new URL(env.PUBLIC_URL).host})` });
  return { secret, uri, qr: toQrCode(uri) };
}
