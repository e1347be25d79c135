import { createHmac, timingSafeEqual } from 'node:crypto';
import { clock } from './clock';

/** Long enough for one call between our own processes, too short to be worth stealing. */
const TTL_SECONDS = 60;

const sign = (purpose: string, expires: number, secret: string) => createHmac('sha256', secret).update(`internal:${purpose}:${expires}`).digest('base64url');

/** A token with which one of our processes may ask another for one thing, for a minute. */
export function mintInternalToken(purpose: string, secret: string): string {
  const expires = Math.floor(clock.now().getTime() / 1000) + TTL_SECONDS;
  return `${expires}.${sign(purpose, expires, secret)}`;
}

/** Whether a token was minted for this very purpose with this secret and has not ended. */
export function isInternalToken(token: string, purpose: string, secret: string): boolean {
  const [, expires = '', given = ''] = /^(\d{10})\.([\w-]{43})$/.exec(token) ?? [];
  if (given === '') return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(sign(purpose, Number(expires), secret))) && clock.now().getTime() < Number(expires) * 1000;
}
