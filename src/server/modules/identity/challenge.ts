import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { newId } from '@/shared/ids';
import { MINUTE_MS } from '@/shared/time';
import { hashToken } from './session-cookie';

export const CHALLENGE_MS = 10 * MINUTE_MS;
export const CODE_LENGTH = 6;
export const MAX_ATTEMPTS = 5;

/** What proves that someone reads the mailbox: the code, in the browser that asked, or the link, in any. */
export type Proof = { kind: 'code'; code: string; cookie: string | undefined } | { kind: 'link'; token: string };

/** A challenge about to be sent: its secrets, and what the database keeps of them. */
export interface NewChallenge {
  id: string;
  code: string;
  linkToken: string;
  /** For the browser that asked. */
  cookie: string;
  codeHash: string;
  linkHash: string;
  browserHash: string;
}

/** Draws a challenge. `secret` keys the hash of the code, whose million values anyone could try against a plain one. */
export function drawChallenge(secret: string): NewChallenge {
  const id = newId('challenge');
  const code = String(randomInt(10 ** CODE_LENGTH)).padStart(CODE_LENGTH, '0');
  const linkToken = randomBytes(32).toString('base64url');
  const browser = randomBytes(32).toString('base64url');
  return { id, code, linkToken, cookie: `${id}.${browser}`, codeHash: hashCode({ id, code, secret }), linkHash: hashToken(linkToken), browserHash: hashToken(browser) };
}

/** What the database keeps of a code. */
export function hashCode({ id, code, secret }: { id: string; code: string; secret: string }): string {
  return createHmac('sha256', secret).update(`${id}.${code}`).digest('hex');
}

/** Takes the browser's cookie apart. */
export function readChallengeCookie(cookie: string | undefined): { id: string; browserHash: string } | undefined {
  const [id, browser] = (cookie ?? '').split('.', 2);
  return id && browser ? { id, browserHash: hashToken(browser) } : undefined;
}
