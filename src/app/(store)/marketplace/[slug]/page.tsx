import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { PageShell } from '@/app/page-shell';
import { Slug, type ProductDetail } from '@/shared/contracts/catalog';
import { TYPE_WORDS } from '@/shared/product-words';
import { isNotFound } from '@/trpc/is-not-found';
import { publicCaller } from '@/trpc/server';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { ProductCover } from '@/ui/covers/product-cover';
import { formatDate } from '@/ui/format';
import { ProductShelf } from '../../_parts/product-shelf';
import { BuyColumn } from './buy-column';
import { ProductTabs } from './product-tabs';

export const revalidate = 60;

/** Products are prepared when first asked for. */
export function generateStaticParams() {
  return [];
}

interface Props {
  params: Promise<{ slug: string }>;
}

const getProduct = cache(async (slug: string): Promise<ProductDetail> => {
  if (!Slug.safeParse(slug).success) notFound();
  return publicCaller().catalog.bySlug({ slug }).catch((error: unknown) => {
    if (isNotFound(error)) notFound();
    throw error;
  });
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await getProduct((await params).slug);
  return { title: product.title, description: product.summary, alternates: { canonical: `/marketplace/${product.slug}` } };
}

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

/** One product. Holds nothing of the viewer; the buy column asks for their key from the browser. */
export default async function ProductPage({ params }: Props) {
  const product = await getProduct((await params).slug);
  const [related, preview] = await Promise.all([
    publicCaller().catalog.related({ slug: product.slug, limit: 4 }),
    product.hasPreview ? publicCaller().catalog.preview({ slug: product.slug }).catch(() => 'missing' as const) : null,
  ]);
  return (
    <PageShell current="/marketplace">
      <div className="wrap pt-4 lg:pt-6">
        <Breadcrumbs trail={[{ href: '/marketplace', label: 'Marketplace' }, { href: `/marketplace?type=${product.type}`, label: TYPE_WORDS[product.type]?.many ?? product.type }]} />
        <div className="grid lg:grid-cols-[minmax(0,1fr)_384px] lg:grid-rows-[auto_1fr] gap-x-16 mt-2 lg:mt-4">
          <header className="lg:row-start-1">
            <h1 className="text-[40px] leading-[42px] lg:text-[60px] lg:leading-[60px] tracking-[-0.035em] font-semibold">{product.title}</h1>
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
        {related.length > 0 && (
          <section aria-labelledby="related" className="mt-20 lg:mt-28">
            <h2 id="related" className="d3 mb-5">Goes well with it</h2>
            <ProductShelf products={related} metas={new Map(related.map(({ id, reason }) => [id, reason]))} />
          </section>
        )}
      </div>
    </PageShell>
  );
}
