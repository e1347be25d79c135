import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import { CODE_LENGTH, hashCode, MAX_ATTEMPTS, readChallengeCookie, type Proof } from './challenge';
import { closeChallenges, redeemLink, tryCode } from './identity.queries';
import { hashToken } from './session-cookie';
import { insertRefusal } from './sign-in-events.queries';
import { toDevice } from './to-device';

/** Wrong codes of the whole shop: past it somebody is guessing with many addresses at once. */
const WRONG_CODES: Limit = { name: 'sign-in-wrong', points: 1_000, windowSeconds: 600, whenDown: 'closed' };

/** Where a try comes from, for the sign-in history. */
export interface Origin {
  userAgent: string | null;
  network: string | null;
}

/**
 * Whoever holds the proof may. Uses the challenge up and returns the address it proves. The link works in any browser, the code only in the
 * one that asked; each of a challenge's five tries is counted by the statement that compares, so tries at once count too. Throws INVALID_INPUT
 * for a wrong code, GONE for a challenge that is used, expired, tried out or another browser's; a stranger learns nothing from which.
 */
export async function redeemChallenge(platform: Pick<Platform, 'db' | 'env' | 'limiter'>, proof: Proof, from: Origin): Promise<string> {
  const now = clock.now();
  if (proof.kind === 'link') {
    const email = await platform.db.asService('redeem a sign-in link', async (tx) => {
      const proven = await redeemLink(tx, { linkHash: hashToken(proof.token), now });
      if (proven !== null) await closeChallenges(tx, { email: proven, now });
      return proven;
    });
    if (email === null) throw gone('link');
    return email;
  }
  const code = proof.code.replace(/[\s-]/g, '');
  if (code.length !== CODE_LENGTH || !/^\d+$/.test(code)) throw new AppError('INVALID_INPUT', `The code is ${CODE_LENGTH} digits.`, { field: 'code', reason: 'not_a_code' });
  const challenge = readChallengeCookie(proof.cookie);
  if (!challenge) throw gone('code');
  const { id, browserHash } = challenge;
  const tried = await platform.db.asService('try a sign-in code', async (tx) => {
    const answer = await tryCode(tx, { id, browserHash, codeHash: hashCode({ id, code, secret: platform.env.NEXTAUTH_SECRET }), now });
    if (answer?.right) await closeChallenges(tx, { email: answer.email, now });
    else if (answer) await insertRefusal(tx, { email: answer.email, event: { id: newId('signInEvent'), method: 'code', device: toDevice(from.userAgent), network: from.network, at: now } });
    return answer;
  });
  if (!tried) throw gone('code');
  if (tried.right) return tried.email;
  await platform.limiter.consume(WRONG_CODES, 'all');
  const left = MAX_ATTEMPTS - tried.attempts;
  if (left <= 0) throw new AppError('GONE', 'That was the last try. Please ask for a new code.', { reason: 'tried_out' });
  throw new AppError('INVALID_INPUT', `That is not the code. ${left === 1 ? 'One try' : `${left} tries`} left.`, { field: 'code', reason: 'wrong_code' });
}

function gone(what: 'code' | 'link'): AppError {
  return new AppError('GONE', `This ${what} no longer works. Please ask for a new one.`, { reason: 'not_open' });
}
