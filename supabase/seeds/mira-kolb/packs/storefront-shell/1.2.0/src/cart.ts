export type Cart = Record<string, number>;

const MAX_QUANTITY = 20;

/** A new cart with the quantity set; zero or less removes the product. */
export function setQuantity(cart: Cart, slug: string, quantity: number): Cart {
  const { [slug]: _removed, ...rest } = cart;
  if (!Number.isInteger(quantity) || quantity <= 0) return rest;
  return { ...rest, [slug]: Math.min(quantity, MAX_QUANTITY) };
}

export function countOf(cart: Cart): number {
  return Object.values(cart).reduce((sum, quantity) => sum + quantity, 0);
}
