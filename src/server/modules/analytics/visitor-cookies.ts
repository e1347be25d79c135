/** How long a visitor who allowed it is recognised. */
export const VISITOR_SECONDS = 30 * 24 * 3_600;
/** How long the answer is kept before we ask again. */
export const CONSENT_SECONDS = 180 * 24 * 3_600;

/** Over https the name says that the cookie came from this host itself. */
export function visitorCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-latchkey-visitor' : 'latchkey-visitor';
}
