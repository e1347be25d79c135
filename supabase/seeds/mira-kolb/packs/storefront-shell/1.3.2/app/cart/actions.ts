'use server';

import { redirect } from 'next/navigation';
import { setQuantity } from '../../src/cart';
import { findProduct } from '../../src/catalog';
import { readCart, writeCart } from '../../src/current-cart';

/** Sets a quantity; without one in the form, adds one more. */
export async function changeQuantity(form: FormData): Promise<void> {
  const product = await findProduct(String(form.get('slug')));
  if (product) {
    const cart = await readCart();
    const given = form.get('quantity');
    const quantity = given === null ? (cart[product.slug] ?? 0) + 1 : Number(given);
    await writeCart(setQuantity(cart, product.slug, quantity));
  }
  redirect('/cart');
}
