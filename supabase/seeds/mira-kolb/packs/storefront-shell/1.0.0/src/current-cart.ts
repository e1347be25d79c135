import { cookies } from 'next/headers';
import type { Cart } from './cart';
import { openCart, sealCart } from './cart-cookie';

function secret(): string {
  const value = process.env.CART_SECRET;
  if (!value || value.length < 32) throw new Error('CART_SECRET must be at least 32 characters');
  return value;
}

export async function readCart(): Promise<Cart> {
  return openCart((await cookies()).get('cart')?.value, secret());
}

export async function writeCart(cart: Cart): Promise<void> {
  (await cookies()).set('cart', sealCart(cart, secret()), {
    httpOnly: true,
    sameSite: 'lax',
    secure: process.env.NODE_ENV === 'production',
    maxAge: 60 * 60 * 24 * 30,
  });
}
