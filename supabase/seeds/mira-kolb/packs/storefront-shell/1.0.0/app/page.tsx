import Link from 'next/link';
import { listProducts } from '../src/catalog';
import { formatMoney } from '../src/money';

export default async function Home() {
  const products = await listProducts();
  return (
    <main className="mx-auto max-w-5xl px-4 py-12">
      <h1 className="text-2xl font-semibold">Shop</h1>
      <ul className="mt-8 grid grid-cols-2 gap-x-4 gap-y-10 md:grid-cols-3">
        {products.map((product) => (
          <li key={product.slug} className="relative">
            <div aria-hidden="true" className="aspect-square rounded bg-neutral-200 dark:bg-neutral-800" />
            <h2 className="mt-3 font-medium">
              <Link href={`/products/${product.slug}`} className="after:absolute after:inset-0">
                {product.name}
              </Link>
            </h2>
            <p>{formatMoney(product.priceMinor, product.currency)}</p>
          </li>
        ))}
      </ul>
    </main>
  );
}
