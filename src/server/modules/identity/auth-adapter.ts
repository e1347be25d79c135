import type { Adapter, AdapterUser } from 'next-auth/adapters';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { HOUR_MS } from '@/shared/time';
import { deleteSession, ensurePerson, extendSession, findPerson, findPersonByEmail, findSession, insertSession, type PersonRow } from './identity.queries';
import { recordSignIn } from './record-sign-in';
import { hashToken } from './session-cookie';
import { toDisplayName } from './to-display-name';

const STAFF_SESSION_MS = 12 * HOUR_MS;

/** What a sign-in request brings along, and what it leaves for the answer. */
export interface SignInCall {
  /** The session the browser already has; replaced at sign-in, so that one planted there opens nothing. */
  presentedToken: string | undefined;
  userAgent: string | null;
  /** Where the request comes from, shortened; see to-network.ts. */
  network: string | null;
  /** How the address was proven. */
  method?: 'code' | 'link' | 'demo';
  /** The address that was proven, once the proof has been redeemed; next-auth then opens the session. */
  provenEmail?: string;
  /** Whether the session belongs to staff: their cookie ends with the browser. */
  staff?: boolean;
  /** Whether the session still waits for its second factor: until then it is nobody's, but its cookie must stay. */
  awaitsFactor?: boolean;
  /** The first error of the database; next-auth only logs it and carries on as if signed out. */
  fault?: Error;
}

/** next-auth's person, with what its callbacks ask of ours. */
export interface SignInUser extends AdapterUser {
  name: string;
  role: PersonRow['role'];
  disabled: boolean;
  /** As whom an admin looks at the shop, and until when. */
  seenAs?: { name: string; until: string };
}

/**
 * next-auth's adapter on our tables, made for one request. Session tokens are kept as sha256; `login_challenges` take the place of
 * verification tokens, whose one-use rows can neither count tries nor be bound to a browser.
 */
export function createAuthAdapter(platform: Pick<Platform, 'db' | 'env'>, call: SignInCall): Adapter {
  const { db } = platform;
  const read = () => db.readAsService('sign-in');
  const byEmail = async (email: string) => toUser(await findPersonByEmail(read(), email));
  const noted = remember(call);
  return {
    getUser: noted(async (id: string) => toUser(await findPerson(read(), id))),
    getUserByEmail: noted(byEmail),
    createUser: noted(async (user: Omit<AdapterUser, 'id'>) => {
      const id = await db.asService('sign up', (tx) => ensurePerson(tx, { email: user.email, name: toDisplayName(user.email), now: clock.now() }));
      return signedUp(toUser(await findPerson(read(), id)));
    }),
    // Nothing about a person changes by signing in; next-auth would only set the moment of verification anew.
    updateUser: noted(async (user: Pick<AdapterUser, 'id'>) => signedUp(toUser(await findPerson(read(), user.id)))),
    createSession: noted(async (session: { sessionToken: string; userId: string; expires: Date }) => {
      const now = clock.now();
      const { method = 'code', network, userAgent } = call;
      const { expires, awaitsFactor } = await db.asService('open a session', async (tx) => {
        if (call.presentedToken) await deleteSession(tx, hashToken(call.presentedToken));
        const opened = await insertSession(tx, { ...session, tokenHash: hashToken(session.sessionToken), staffExpires: new Date(now.getTime() + STAFF_SESSION_MS), userAgent: userAgent?.slice(0, 300) ?? null, network, isFactorProven: method === 'demo', now });
        await recordSignIn(tx, { userId: session.userId, method, outcome: opened.awaitsFactor ? 'second_factor_asked' : 'signed_in', userAgent, network, at: now, publicUrl: platform.env.PUBLIC_URL });
        return opened;
      });
      call.staff = expires.getTime() < session.expires.getTime();
      call.awaitsFactor = awaitsFactor;
      return { ...session, expires };
    }),
    getSessionAndUser: noted(async (sessionToken: string) => {
      const row = await findSession(read(), { tokenHash: hashToken(sessionToken), now: clock.now() });
      const user = toUser(row);
      if (!row || !user) return null;
      call.awaitsFactor = row.awaitsFactor;
      if (row.awaitsFactor) return null;
      call.staff = row.role !== 'customer';
      const seenAs = row.seenAs !== null && row.seenUntil ? { name: row.seenAs, until: row.seenUntil.toISOString() } : undefined;
      return { session: { sessionToken, userId: row.id, expires: row.expires }, user: { ...user, ...(seenAs && { seenAs }) } };
    }),
    updateSession: noted(async ({ sessionToken, expires }: { sessionToken: string; expires?: Date }) => {
      if (expires) await db.asService('extend a session', (tx) => extendSession(tx, { tokenHash: hashToken(sessionToken), expires }));
      return null;
    }),
    deleteSession: noted(async (sessionToken: string) => db.asService('close a session', (tx) => deleteSession(tx, hashToken(sessionToken)))),
    createVerificationToken: () => null,
    useVerificationToken: () => (call.provenEmail === undefined ? null : { identifier: call.provenEmail, token: '', expires: new Date(clock.now().getTime() + HOUR_MS) }),
  };
}

function remember(call: SignInCall) {
  return <Args extends unknown[], Result>(method: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      try {
        return await method(...args);
      } catch (error) {
        call.fault ??= error instanceof Error ? error : new Error('sign-in broke', { cause: error });
        throw error;
      }
    };
}

function toUser(row: PersonRow | null): SignInUser | null {
  return row && { id: row.id, email: row.email, emailVerified: row.emailVerified, name: row.name, role: row.role, disabled: row.disabledAt !== null };
}

function signedUp(user: SignInUser | null): SignInUser {
  if (!user) throw new Error('the person vanished while signing in');
  return user;
}
