import { hashToken } from '@/server/modules/identity/session-cookie';
import type { Platform } from '@/server/platform/platform';
import type { CartCall, CartOwner, CookieChange } from './cart-call';
import { mergeCarts } from './merge-carts';

/** What a token of ours looks like: 32 random bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * Whose cart a call is about; null for a guest who has none. The first call after signing in finds both and merges the guest's into the
 * person's, so that it does not matter how or on which page somebody signed in.
 */
export async function ownerOfCart(parts: Pick<Platform, 'db'>, { viewer, token }: CartCall): Promise<{ owner: CartOwner | null; cookie?: CookieChange }> {
  const tokenHash = token !== null && TOKEN.test(token) ? hashToken(token) : null;
  if (!viewer) return { owner: tokenHash === null ? null : { tokenHash } };
  // The cookie is the admin's, not of whom they look as.
  if (viewer.seenBy !== undefined) return { owner: { userId: viewer.userId } };
  if (tokenHash !== null) await mergeCarts(parts, { tokenHash, userId: viewer.userId });
  return { owner: { userId: viewer.userId }, ...(token !== null && { cookie: { token: null } }) };
}
