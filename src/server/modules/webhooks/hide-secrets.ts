/** Names of fields whose values open something: secrets, and addresses that need no sign-in. */
const SECRET = /secret|token|password|(^|_)url$|^hosted_|fingerprint/;
const HIDDEN = '[hidden]';

/** A copy of a payload of Stripe's without what would let its reader in anywhere. Pure. */
export function hideSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, SECRET.test(key) && typeof inner === 'string' ? HIDDEN : hideSecrets(inner)]));
}
