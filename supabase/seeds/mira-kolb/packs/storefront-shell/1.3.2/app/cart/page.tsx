import { findProduct } from '../../src/catalog';
import { readCart } from '../../src/current-cart';
import { formatMoney } from '../../src/money';
import { changeQuantity } from './actions';

export default async function CartPage() {
  const cart = await readCart();
  const lines = await Promise.all(
    Object.entries(cart).map(async ([slug, quantity]) => ({ product: await findProduct(slug), quantity })),
  );
  // A product that was taken off the shelf simply leaves the cart.
  const priced = lines.flatMap(({ product, quantity }) => (product ? [{ product, quantity }] : []));
  const total = priced.reduce((sum, { product, quantity }) => sum + product.priceMinor * quantity, 0);
  return (
    <main className="mx-auto max-w-3xl px-4 py-12">
      <h1 className="text-2xl font-semibold">Cart</h1>
      {priced.length === 0 && <p className="mt-6">Nothing here yet.</p>}
      <ul className="mt-6 divide-y">
        {priced.map(({ product, quantity }) => (
          <li key={product.slug} className="flex items-center justify-between gap-4 py-4">
            <span>{product.name}</span>
            <form action={changeQuantity} className="flex items-center gap-2">
              <input type="hidden" name="slug" value={product.slug} />
              <label>
                <span className="sr-only">Quantity of {product.name}</span>
                <input name="quantity" type="number" min={0} max={20} defaultValue={quantity} className="w-16 rounded border px-2 py-1" />
              </label>
              <button className="underline">Update</button>
            </form>
            <span className="tabular-nums">{formatMoney(product.priceMinor * quantity, product.currency)}</span>
          </li>
        ))}
      </ul>
      {priced[0] && <p className="mt-6 text-right font-medium">Total {formatMoney(total, priced[0].product.currency)}</p>}
    </main>
  );
}
