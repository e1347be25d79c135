import type { ProductDetail } from '@/shared/contracts/catalog';
import type { Preview } from '@/shared/contracts/preview';
import { publicCaller } from '@/trpc/server';
import { ProductCover } from '@/ui/covers/product-cover';
import { formatDate } from '@/ui/format';
import { BuyColumn } from './buy-column';
import { ProductTabs } from './product-tabs';

function Facts({ product }: { product: ProductDetail }) {
  const facts = [
    { name: 'Seller', value: <a className="link" href={`/sellers/${product.sellerSlug}`}>{product.sellerName}</a> },
    ...(product.latestVersion === null ? [] : [{ name: 'Version', value: `${product.latestVersion}, ${formatDate(product.releasedAt)}` }]),
    ...(product.worksWith.length === 0 ? [] : [{ name: 'Works with', value: product.worksWith.join(', ') }]),
  ];
  return (
    <dl className="mt-6 flex flex-wrap gap-x-10 gap-y-4 text-[15px]">
      {facts.map(({ name, value }) => <div key={name}><dt className="lab">{name}</dt><dd className="font-medium">{value}</dd></div>)}
    </dl>
  );
}

async function previewOf({ slug, hasPreview }: ProductDetail): Promise<Preview | 'missing' | null> {
  return hasPreview ? (await publicCaller()).catalog.preview({ slug }).catch(() => 'missing' as const) : null;
}

/** Something to download: its text on the left, what it costs and the act on the right. */
export async function DownloadPage({ product }: { product: ProductDetail }) {
  const preview = await previewOf(product);
  return (
    <div className="grid lg:grid-cols-[minmax(0,1fr)_384px] lg:grid-rows-[auto_1fr] gap-x-16 mt-2 lg:mt-4">
      <header className="lg:row-start-1">
        <h1 className="d1">{product.title}</h1>
        <p className="mt-4 text-lg text-ink-2 max-w-[46ch]">{product.summary}</p>
        <div className="max-lg:hidden"><Facts product={product} /></div>
      </header>
      <aside className="lg:col-start-2 lg:row-start-1 lg:row-span-2 max-lg:mt-6" aria-label="Buy">
        <div className="lg:sticky lg:top-6">
          <ProductCover slug={product.slug} kind={product.type} title={`Cover of ${product.title}`} className="aspect-[16/9] lg:aspect-square" />
          <BuyColumn product={product} />
        </div>
      </aside>
      <div className="lg:row-start-2 min-w-0">
        <div className="lg:hidden mt-6"><Facts product={product} /></div>
        <ProductTabs product={product} preview={preview} />
      </div>
    </div>
  );
}
