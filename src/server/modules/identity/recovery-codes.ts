import { createHash, randomBytes } from 'node:crypto';

export const RECOVERY_CODES = 10;
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 16;
const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

/** Ten codes of eighty bits, in groups of four, with letters that are not mistaken for digits. */
export function drawRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const text = Array.from(randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte % 32)).join('');
    return (text.match(/.{4}/g) ?? []).join('-');
  });
}

/** A code as it was typed, in its one form: without spaces and lines, and o, i and l read as the digits they look like. Null when it can be none. */
export function toRecoveryCode(text: string): string | null {
  const code = text.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');
  return CODE.test(code) ? code : null;
}

/** What the database keeps of a code: eighty random bits need no slow hash. Bound to its person. */
export function hashRecoveryCode(userId: string, code: string): string {
  return createHash('sha256').update(`${userId}.${toRecoveryCode(code) ?? ''}`).digest('hex');
}
