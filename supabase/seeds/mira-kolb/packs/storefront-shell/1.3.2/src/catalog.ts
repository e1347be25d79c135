export type Product = { slug: string; name: string; priceMinor: number; currency: string; about: string };

const products: Product[] = [
  { slug: 'linen-apron', name: 'Linen apron', priceMinor: 5400, currency: 'eur', about: 'Washed linen, one pocket, ties at the back.' },
  { slug: 'beech-stool', name: 'Beech stool', priceMinor: 18900, currency: 'eur', about: 'Three legs, stacks, oiled.' },
  { slug: 'iron-hook', name: 'Iron hook', priceMinor: 1250, currency: 'eur', about: 'Forged, holds a wet coat.' },
];

export async function listProducts(): Promise<Product[]> {
  return products;
}

export async function findProduct(slug: string): Promise<Product | undefined> {
  return products.find((product) => product.slug === slug);
}
