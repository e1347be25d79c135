/** The one-click accounts of the embedded default. */
export const DEMO_ACCOUNTS = {
  buyer: { email: 'ida@moberg.example', label: 'Ida, who buys', role: 'customer', organizationSlug: null },
  member: { email: 'maja@kron.example', label: 'Maja, who is a member', role: 'customer', organizationSlug: null },
  seller: { email: 'nils@northbeam.example', label: 'Nils, who sells', role: 'customer', organizationSlug: 'northbeam-tools' },
  maker: { email: 'greta@halden.example', label: 'Greta, who makes shoes', role: 'customer', organizationSlug: 'halden-sport' },
  admin: { email: 'admin@latchkey.example', label: 'The admin', role: 'admin', organizationSlug: null },
} as const;

export type DemoAccount = keyof typeof DEMO_ACCOUNTS;
