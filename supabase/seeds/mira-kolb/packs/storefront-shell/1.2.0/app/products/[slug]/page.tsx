import { notFound } from 'next/navigation';
import { findProduct } from '../../../src/catalog';
import { formatMoney } from '../../../src/money';
import { changeQuantity } from '../../cart/actions';

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props) {
  const product = await findProduct((await params).slug);
  return product ? { title: product.name, description: product.about } : {};
}

export default async function ProductPage({ params }: Props) {
  const product = await findProduct((await params).slug);
  if (!product) notFound();
  return (
    <main className="mx-auto grid max-w-5xl gap-8 px-4 py-12 md:grid-cols-2">
      <div aria-hidden="true" className="aspect-square rounded bg-neutral-200 dark:bg-neutral-800" />
      <div>
        <h1 className="text-2xl font-semibold">{product.name}</h1>
        <p className="mt-2 text-lg">{formatMoney(product.priceMinor, product.currency)}</p>
        <p className="mt-4">{product.about}</p>
        <form action={changeQuantity} className="mt-8">
          <input type="hidden" name="slug" value={product.slug} />
          <button className="rounded bg-black px-5 py-3 text-white dark:bg-white dark:text-black">Add to cart</button>
        </form>
      </div>
    </main>
  );
}
