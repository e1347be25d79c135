import { createHash } from 'node:crypto';

/** Names of our cookies. Over https they carry `__Host-`, which a browser accepts only Secure, for the whole host, and from that host itself. */
export function cookieNames(publicUrl: string): { session: string; challenge: string; csrf: string; returnTo: string; cart: string } {
  const prefix = publicUrl.startsWith('https:') ? '__Host-' : '';
  return { session: `${prefix}latchkey.session`, challenge: `${prefix}latchkey.sign-in`, csrf: `${prefix}latchkey.csrf`, returnTo: `${prefix}latchkey.return-to`, cart: `${prefix}latchkey-cart` };
}

/** The attributes all of them share (OWASP session management cheat sheet). */
export function cookieOptions(publicUrl: string): { httpOnly: true; sameSite: 'lax'; path: '/'; secure: boolean } {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl.startsWith('https:') };
}

/** One cookie of a Cookie header by its exact name, or undefined. The first wins, as browsers send the most specific first. */
export function readCookie(header: string | null, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** What the database keeps of a random token: enough to recognise it, not enough to use it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The hash of the session token a Cookie header carries; of nothing when it carries none. */
export function sessionHashOf(cookieHeader: string | null, publicUrl: string): string {
  return hashToken(readCookie(cookieHeader, cookieNames(publicUrl).session) ?? '');
}
