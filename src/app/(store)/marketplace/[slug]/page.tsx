import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { OpenThread } from '@/app/_messages/open-thread';
import { JsonLd } from '@/app/json-ld';
import { PageShell } from '@/app/page-shell';
import { TrackView } from '@/app/track-view';
import { Slug, type ProductDetail } from '@/shared/contracts/catalog';
import { TYPE_WORDS } from '@/shared/product-words';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { publicCaller } from '@/trpc/server';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { RatingMark } from '@/ui/stars';
import { FavoriteButton } from '@/app/_favorites/favorite-button';
import { ProductNearby } from '../../_parts/product-nearby';
import { BundlePage } from './bundle-page';
import { DownloadPage } from './download-page';
import { PhysicalPage } from './physical-page';
import { Reviews } from './reviews';
import { ReportProduct } from './report-product';
import { SubscriptionPage } from './subscription-page';
import { toJsonLd } from './to-json-ld';

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
  return (await publicCaller()).catalog.bySlug({ slug }).catch(asNotFoundPage);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await getProduct((await params).slug);
  return { title: product.title, description: product.summary, alternates: { canonical: `/marketplace/${product.slug}` } };
}

/** What each kind shows between the way back and what goes well with it. */
function Body({ product }: { product: ProductDetail }) {
  if (product.kind === 'bundle') return <BundlePage product={product} />;
  if (product.kind === 'membership' || product.kind === 'api') return <SubscriptionPage product={product} />;
  return product.kind === 'physical' ? <PhysicalPage product={product} /> : <DownloadPage product={product} />;
}

/** One product. Holds nothing of the viewer; what is theirs is asked for from the browser. */
export default async function ProductPage({ params }: Props) {
  const product = await getProduct((await params).slug);
  const api = await publicCaller();
  const [related, shop, reviews] = await Promise.all([api.catalog.related({ slug: product.slug, limit: 4 }), api.reference.shop(), api.reviews.list({ productId: product.id })]);
  return (
    <PageShell current="/marketplace">
      <TrackView name="view" place="product" productId={product.id} />
      <JsonLd data={toJsonLd(product, shop.url)} />
      <div className="wrap pt-4 lg:pt-6">
        <div className="flex flex-wrap items-center justify-between gap-x-6">
          <Breadcrumbs trail={[{ href: '/marketplace', label: 'Marketplace' }, { href: `/marketplace?type=${product.type}`, label: TYPE_WORDS[product.type]?.many ?? product.type }]} />
          <div className="flex items-center gap-4 text-[15px]">
            {product.rating && <a href="#reviews" className="py-2.5 hover:underline underline-offset-3"><RatingMark {...product.rating} /></a>}
            <FavoriteButton productId={product.id} title={product.title} worded />
          </div>
        </div>
        <Body product={product} />
        <Reviews product={product} page={reviews} />
        <section aria-label="Questions" className="mt-16 border-t border-line pt-5 flex flex-wrap items-center justify-between gap-4">
          <p className="text-[15px] text-ink-2">Something the page does not say? {product.sellerName} answers here, before and after you buy.</p>
          <div className="flex flex-wrap items-center gap-4"><ReportProduct productId={product.id} /><OpenThread about={{ productId: product.id }}>Ask the seller</OpenThread></div>
        </section>
        <ProductNearby productId={product.id} related={related} />
      </div>
    </PageShell>
  );
}
