import { createHmac, timingSafeEqual } from 'node:crypto';

const sign = (secret, timestamp, rawBody) =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest();

/**
 * Checks a header of the form `t=1700000000,v1=<hex>[,v1=<hex>]` against the raw body.
 * @param {{ rawBody: Buffer, header: string | undefined, secrets: string[], toleranceSeconds?: number, now?: number }} input
 */
export function isSigned({ rawBody, header, secrets, toleranceSeconds = 300, now = Date.now() }) {
  const pairs = (header ?? '').split(',').map((part) => part.trim().split('=', 2));
  const timestamp = pairs.find(([name]) => name === 't')?.[1] ?? '';
  if (!/^\d+$/.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const given = pairs.filter(([name, value]) => name === 'v1' && /^[0-9a-f]{64}$/.test(value ?? ''));
  return secrets.some((secret) => {
    const expected = sign(secret, timestamp, rawBody);
    return given.some(([, hex]) => timingSafeEqual(expected, Buffer.from(hex, 'hex')));
  });
}

export function headerFor(secret, rawBody, now = Date.now()) {
  const timestamp = Math.floor(now / 1000);
  return `t=${timestamp},v1=${sign(secret, String(timestamp), rawBody).toString('hex')}`;
}
