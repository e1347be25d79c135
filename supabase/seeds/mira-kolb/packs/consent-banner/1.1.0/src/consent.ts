export const PURPOSES = ['statistics', 'embeds'] as const;
export type Purpose = (typeof PURPOSES)[number];
export type Consent = Record<Purpose, boolean>;

export const POLICY_VERSION = 1;

export const refused: Consent = { statistics: false, embeds: false };
export const accepted: Consent = { statistics: true, embeds: true };

/** Global Privacy Control: the browser has answered for the visitor. */
export function hasPrivacySignal(browser: object): boolean {
  return 'globalPrivacyControl' in browser && browser.globalPrivacyControl === true;
}

export function serializeConsent(consent: Consent): string {
  return `${POLICY_VERSION}:${PURPOSES.filter((purpose) => consent[purpose]).join(',')}`;
}

/** The stored choice, or undefined when there is none for the current policy. */
export function parseConsent(stored: string | null): Consent | undefined {
  const [version, purposes = ''] = (stored ?? '').split(':');
  if (version !== String(POLICY_VERSION)) return undefined;
  const given = purposes.split(',');
  return { statistics: given.includes('statistics'), embeds: given.includes('embeds') };
}
