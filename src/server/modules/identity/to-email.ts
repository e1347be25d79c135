import { domainToASCII } from 'node:url';
import { AppError } from '@/shared/errors';

const MAX_LENGTH = 254;
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one normal form of a mail address: NFC, lower case, the domain in punycode without its last dot. Everything that could be read as a
 * second address, a header, or another person is refused rather than repaired: lists, quotes, controls, spaces within, letters beyond ASCII
 * before the @ (CVE-2022-35924; RFC 5321 length limits). Throws INVALID_INPUT.
 */
export function toEmail(input: string): string {
  const text = input.length > 4 * MAX_LENGTH ? '' : input.normalize('NFC').replace(/^ +| +$/g, '');
  const parts = text.split('@');
  const [local = '', domain = ''] = parts.map((part) => part.toLowerCase());
  // domainToASCII reads its input as a URL's host and would drop what follows a slash.
  const ascii = /^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) ? domainToASCII(domain.replace(/\.$/, '')) : '';
  const email = `${local}@${ascii}`;
  if (parts.length !== 2 || local.length > 64 || email.length > MAX_LENGTH || !LOCAL.test(local) || !DOMAIN.test(ascii)) {
    throw new AppError('INVALID_INPUT', 'Write one mail address, like ida@moberg.example.', { field: 'email' });
  }
  return email;
}
