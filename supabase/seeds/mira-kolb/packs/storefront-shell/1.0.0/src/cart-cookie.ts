import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Cart } from './cart';

const sign = (payload: string, secret: string) => createHmac('sha256', secret).update(payload).digest('base64url');

export function sealCart(cart: Cart, secret: string): string {
  const payload = Buffer.from(JSON.stringify(cart)).toString('base64url');
  return `${payload}.${sign(payload, secret)}`;
}

/** The cart in a cookie; an empty one when the cookie is missing or was not made by us. */
export function openCart(cookie: string | undefined, secret: string): Cart {
  const [payload = '', signature = ''] = (cookie ?? '').split('.');
  const expected = Buffer.from(sign(payload, secret));
  const given = Buffer.from(signature);
  if (payload === '' || expected.length !== given.length || !timingSafeEqual(expected, given)) return {};
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Cart;
}
