import type { EventPlace } from '@/shared/contracts/analytics';
import type { ProductCard as Product } from '@/shared/contracts/catalog';
import { kindAndVersion } from '@/shared/product-words';
import { formatMoney } from '@/ui/format';
import { OwnedCard } from './owned-card';

/** Shelf price of a card: no decimals where there are none, how often where it is paid again, and a word for nothing. */
export function shelfPrice({ priceMinor, currency, interval }: Pick<Product, 'priceMinor' | 'currency' | 'interval'>): string {
  if (priceMinor === 0) return 'Free';
  const price = formatMoney(priceMinor, currency, { shelf: true });
  return interval === null ? price : `${price} a ${interval}`;
}

/** Products side by side: two on a phone, three on a tablet, four beside the filters. */
export function ProductShelf({ products, metas, place = 'marketplace', ofOneSeller = false }: { products: readonly Product[]; /** What stands under a card instead of type and version, by product id. */ metas?: ReadonlyMap<string, string>; /** Where they are chosen from. */ place?: EventPlace; /** Whose it is goes without saying. */ ofOneSeller?: boolean }) {
  return (
    <ul className="grid grid-cols-2 md:grid-cols-3 xl:grid-cols-4 gap-x-4 lg:gap-x-6 gap-y-9 lg:gap-y-11">
      {products.map((product) => (
        <li key={product.id} className="min-w-0" data-product={product.id} data-place={place}>
          <OwnedCard href={`/marketplace/${product.slug}`} slug={product.slug} kind={product.type} image={product.image} parts={product.coverParts} soldOut={product.soldOut} rating={product.rating} title={product.title} seller={ofOneSeller ? undefined : product.sellerName}
            meta={metas?.get(product.id) ?? kindAndVersion(product.type, product.latestVersion)} price={shelfPrice(product)} productId={product.id} />
        </li>
      ))}
    </ul>
  );
}
