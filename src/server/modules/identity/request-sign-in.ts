import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import { enqueueEmail } from '../notifications/enqueue-email';
import { CHALLENGE_MS, drawChallenge } from './challenge';
import { insertChallenge } from './identity.queries';
import { hashToken } from './session-cookie';
import { toSignInMail } from './sign-in-mail';

/** Mails to one address, so that nobody's mailbox is flooded through us and a code cannot be guessed by asking for many. */
const PER_MAIL: Limit = { name: 'sign-in-mail', points: 5, windowSeconds: 3_600, whenDown: 'closed' };
/** All sign-in mails of the shop, lest its sender be taken for spam. */
const ALL: Limit = { name: 'sign-in-all', points: 600, windowSeconds: 600, whenDown: 'closed' };

/**
 * Anyone may ask. Sends a code and a link to `email` (in normal form) and returns the cookie for the browser that asked. The same statements
 * run for known and unknown addresses, and the mail itself leaves later, in a job: neither answer nor time tells whether there is an account.
 * Throws RATE_LIMITED.
 */
export async function requestSignIn(platform: Pick<Platform, 'db' | 'env' | 'limiter'>, { email, returnPath }: { email: string; returnPath: string }): Promise<{ cookie: string }> {
  await platform.limiter.consume(PER_MAIL, hashToken(email));
  await platform.limiter.consume(ALL, 'all');
  const { env } = platform;
  const challenge = drawChallenge(env.NEXTAUTH_SECRET);
  const now = clock.now();
  const to = returnPath === '/' ? '' : `?callbackUrl=${encodeURIComponent(returnPath)}`;
  // Behind the # it is sent to no server: not to ours when a mail scanner opens the page, nor to anyone as a referrer.
  const link = `${env.PUBLIC_URL.replace(/\/$/, '')}/sign-in/link${to}#${challenge.linkToken}`;
  const mail = toSignInMail({ code: challenge.code, link, host: new URL(env.PUBLIC_URL).host });
  await platform.db.asService('write a sign-in challenge', async (tx) => {
    await insertChallenge(tx, { ...challenge, email, now, expiresAt: new Date(now.getTime() + CHALLENGE_MS) });
    await enqueueEmail(tx, { kind: 'sign-in', to: email, ...mail, dedupeKey: `sign-in:${challenge.id}` });
  });
  return { cookie: challenge.cookie };
}
