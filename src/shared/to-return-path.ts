const HOME = '/';
const MAX_LENGTH = 2_000;

/**
 * Where to go after signing in: a path on our own origin, with query and fragment, or the front door for anything else. What comes back can be
 * used as a link as it stands: it begins with exactly one slash.
 */
export function toReturnPath(input: unknown, publicUrl: string): string {
  if (typeof input !== 'string' || input.length > MAX_LENGTH) return HOME;
  // Browsers drop tabs and line breaks and read a backslash as a slash, so that neither may decide where a link leads.
  if (/[\p{Cc}\\]/u.test(input) || !URL.canParse(input, publicUrl)) return HOME;
  const base = new URL(publicUrl);
  const url = new URL(input, base);
  const path = `${url.pathname}${url.search}${url.hash}`;
  const own = url.origin === base.origin && url.username === '' && url.password === '';
  const absolute = input.startsWith('/') || input.startsWith(`${base.origin}/`);
  return own && absolute && !/^\/(\/|%2f|%5c|%09)/i.test(path) && !/^\/(api|sign-in|sign-out)(\/|\?|#|$)/.test(path) ? path : HOME;
}
