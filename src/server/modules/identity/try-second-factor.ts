import type { ServiceTx } from '@/server/platform/db';
import { decrypt } from '@/server/platform/cipher';
import { hashRecoveryCode, toRecoveryCode } from './recovery-codes';
import { spendRecoveryCode, spendStep, takeTry } from './second-factor.queries';
import { matchStep, toTotpCode } from './totp';

export interface FactorTry {
  userId: string;
  /** As typed: six digits of the authenticator, or a recovery code. */
  code: string;
  /** Whether it is the first code of an authenticator that is being set up. Only then one that is not in use yet counts. */
  isNew?: boolean;
  now: Date;
  /** DATA_SECRET. */
  dataSecret: string;
}

/** `worn_out`: too many wrong ones lately, or no authenticator in use. */
export type FactorVerdict = 'authenticator' | 'recovery_code' | 'wrong' | 'worn_out';

/** The context a person's secret is sealed in. */
export const totpContext = (userId: string) => `totp_secrets:${userId}`;

/**
 * Tries a second factor, and counts the try whatever comes of it: `tx` must commit. The secret's row stays locked until then, so the same code tried twice at once is right once.
 * A code of the authenticator uses its half minute up, a recovery code itself.
 */
export async function trySecondFactor(tx: ServiceTx, { userId, code, isNew = false, now, dataSecret }: FactorTry): Promise<FactorVerdict> {
  const known = await takeTry(tx, { userId, isNew, now });
  if (!known) return 'worn_out';
  const totp = toTotpCode(code);
  if (totp !== null) {
    const secret = decrypt(known.sealedSecret, { context: totpContext(userId), secret: dataSecret });
    const step = matchStep({ secret, code: totp, now, lastStep: Number(known.lastStep) });
    return step !== null && (await spendStep(tx, { userId, step })) ? 'authenticator' : 'wrong';
  }
  const recovery = isNew ? null : toRecoveryCode(code);
  if (recovery === null) return 'wrong';
  return (await spendRecoveryCode(tx, { userId, codeHash: hashRecoveryCode(userId, recovery), now })) ? 'recovery_code' : 'wrong';
}
