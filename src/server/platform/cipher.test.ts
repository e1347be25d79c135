import { expect, it } from 'vitest';
import { decrypt, encrypt, sealPrefix } from './cipher';

const OLD = 'o'.repeat(32);
const NEW = 'n'.repeat(32);
const scope = { context: 'webhook_secrets:we_1', secret: OLD };

it('reads what it encrypted, and encrypts alike texts differently', () => {
  for (const text of ['', 'whsec_abc', 'schlüssel ✓'.repeat(50)]) expect(decrypt(encrypt(text, scope), scope)).toBe(text);
  expect(encrypt('once', scope)).not.toBe(encrypt('once', scope));
  expect(encrypt('a secret word', scope)).not.toContain('secret word');
});

it('refuses a text of another row, a changed byte, and a shortened tag', () => {
  const sealed = encrypt('whsec_abc', scope);
  const at = sealed.length - 5;
  const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
  expect(() => decrypt(sealed, { ...scope, context: 'webhook_secrets:we_2' })).toThrow();
  expect(() => decrypt(changed, scope)).toThrow();
  expect(() => decrypt(sealed.slice(0, -30), scope)).toThrow();
  expect(() => decrypt('whsec_abc', scope)).toThrow('never encrypted');
});

it('lets one secret take over from another', () => {
  const before = encrypt('whsec_abc', scope);
  const both = { ...scope, secret: `${NEW}, ${OLD}` };
  expect(decrypt(before, both)).toBe('whsec_abc');
  const after = encrypt('whsec_abc', both);
  expect(after.startsWith(sealPrefix(NEW))).toBe(true);
  expect(before.startsWith(sealPrefix(both.secret))).toBe(false);
  expect(decrypt(after, { ...scope, secret: NEW })).toBe('whsec_abc');
  expect(() => decrypt(before, { ...scope, secret: NEW })).toThrow('DATA_SECRET does not hold the key');
});
