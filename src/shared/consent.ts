/** The visitor's word about cookies; readable by the page, which asks where it is missing. */
export const CONSENT_COOKIE = 'latchkey_consent';

/** `all` allows a cookie that recognises a visitor for thirty days; `needed` does not. */
export const CONSENTS = ['all', 'needed'] as const;
export type Consent = (typeof CONSENTS)[number];

/** What a Cookie header or `document.cookie` says; null where nothing was chosen. */
export function toConsent(cookies: string): Consent | null {
  const value = new RegExp(`(?:^|;)\\s*${CONSENT_COOKIE}=([a-z]+)`).exec(cookies)?.[1];
  return CONSENTS.find((consent) => consent === value) ?? null;
}
