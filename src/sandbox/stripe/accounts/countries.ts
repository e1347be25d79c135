const EURO = ['AT', 'BE', 'CY', 'DE', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PT', 'SI', 'SK'];

const OWN_CURRENCY: Record<string, string> = {
  US: 'usd', CA: 'cad', GB: 'gbp', CH: 'chf', BG: 'bgn', CZ: 'czk', DK: 'dkk', HU: 'huf', NO: 'nok', PL: 'pln', RO: 'ron', SE: 'sek',
  AU: 'aud', NZ: 'nzd', JP: 'jpy', SG: 'sgd', HK: 'hkd', MX: 'mxn', BR: 'brl', MY: 'myr', TH: 'thb', AE: 'aed', IN: 'inr',
};

/** Countries the platform, being in the United States, can send money to. https://docs.stripe.com/connect/account-capabilities#transfers-cross-border */
const REACHABLE = new Set([...EURO, 'US', 'CA', 'GB', 'CH', 'BG', 'CZ', 'DK', 'HU', 'NO', 'PL', 'RO', 'SE', 'IS', 'LI']);

/** The currency of a country's accounts, or null for a country the double does not know. */
export function currencyOfCountry(country: string): string | null {
  return EURO.includes(country) ? 'eur' : (OWN_CURRENCY[country] ?? null);
}

/** Whether the platform may transfer to an account in this country. */
export function isReachable(country: string): boolean {
  return REACHABLE.has(country);
}
