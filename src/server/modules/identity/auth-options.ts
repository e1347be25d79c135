import { randomBytes } from 'node:crypto';
import type { AuthOptions } from 'next-auth';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { toReturnPath } from '@/shared/to-return-path';
import { createAuthAdapter, type SignInCall, type SignInUser } from './auth-adapter';
import { cookieNames, cookieOptions } from './session-cookie';

const SESSION_SECONDS = 30 * 24 * 60 * 60;
const EXTEND_SECONDS = 24 * 60 * 60;

/** How next-auth is set up for one request: database sessions, our cookies, one provider. */
export function toAuthOptions(platform: Pick<Platform, 'db' | 'env'>, call: SignInCall): AuthOptions {
  const { PUBLIC_URL, NEXTAUTH_SECRET } = platform.env;
  const names = cookieNames(PUBLIC_URL);
  const options = cookieOptions(PUBLIC_URL);
  return {
    adapter: createAuthAdapter(platform, call),
    secret: NEXTAUTH_SECRET,
    useSecureCookies: options.secure,
    session: { strategy: 'database', maxAge: SESSION_SECONDS, updateAge: EXTEND_SECONDS, generateSessionToken: () => randomBytes(32).toString('base64url') },
    cookies: {
      sessionToken: { name: names.session, options },
      csrfToken: { name: names.csrf, options },
      callbackUrl: { name: names.returnTo, options },
    },
    providers: [
      {
        id: 'email',
        type: 'email',
        name: 'Email',
        server: '',
        from: '',
        options: {},
        maxAge: 600,
        // The proof is redeemed, and the mail written, before next-auth is asked; see redeem-challenge.ts and request-sign-in.ts.
        sendVerificationRequest: () => undefined,
      },
    ],
    callbacks: {
      signIn: ({ user }) => !('disabled' in user) || user.disabled !== true,
      redirect: ({ url }) => new URL(toReturnPath(url, PUBLIC_URL), PUBLIC_URL).href,
      // Built from the database alone: what a client sends to session.update is not looked at (CVE-2026-23478).
      session: ({ session, user }) => {
        // The adapter made it.
        const person = user as SignInUser;
        if (person.seenAs) return { expires: session.expires, user: { name: person.seenAs.name, email: '', role: 'customer' }, seenAs: person.seenAs };
        return { expires: session.expires, user: { id: person.id, name: person.name, email: person.email, role: person.role } };
      },
    },
    // Its metadata holds addresses and errors of the database; the latter reach our own log as the fault of the request.
    logger: {
      error: (code) => logger.warn({ code }, 'next-auth'),
      warn: (code) => logger.debug({ code }, 'next-auth'),
      debug: () => undefined,
    },
  };
}
