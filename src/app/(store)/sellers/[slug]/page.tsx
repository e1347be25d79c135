import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { PageShell } from '@/app/page-shell';
import { TrackView } from '@/app/track-view';
import { Slug, type SellerPage as Seller } from '@/shared/contracts/catalog';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { publicCaller } from '@/trpc/server';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { formatDate, formatPlural } from '@/ui/format';
import { LinkButton } from '@/ui/button';
import { EmptyState } from '@/ui/states';
import { feedLinks } from '../../_parts/feed-links';
import { ProductShelf } from '../../_parts/product-shelf';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  params: Promise<{ slug: string }>;
}

const getSeller = cache(async (slug: string): Promise<Seller> => {
  if (!Slug.safeParse(slug).success) notFound();
  return (await publicCaller()).catalog.seller({ slug }).catch(asNotFoundPage);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const seller = await getSeller((await params).slug);
  return { title: seller.name, description: seller.tagline, alternates: { canonical: `/sellers/${seller.slug}`, types: feedLinks(`sellers/${seller.slug}`) } };
}

/** A seller's own shelf. */
export default async function SellerPage({ params }: Props) {
  const seller = await getSeller((await params).slug);
  const page = await (await publicCaller()).catalog.list({ sellers: [seller.slug], sort: 'newest', limit: 48, withFacets: false });
  const country = seller.country && new Intl.DisplayNames(['en'], { type: 'region' }).of(seller.country.toUpperCase());
  return (
    <PageShell current="/marketplace">
      <TrackView name="view" place="seller" />
      <div className="wrap pt-4 lg:pt-6">
        <Breadcrumbs trail={[{ href: '/marketplace', label: 'Marketplace' }]} />
        <header className="mt-2 lg:mt-4 grid lg:grid-cols-12 gap-x-8 gap-y-4 lg:items-end">
          <div className="lg:col-span-7"><h1 className="d2">{seller.name}</h1>{seller.tagline && <p className="mt-3 text-lg text-ink-2 max-w-[46ch]">{seller.tagline}</p>}</div>
          <dl className="lg:col-span-5 flex flex-wrap gap-x-10 gap-y-3 text-[15px] lg:justify-end">
            <div><dt className="lab">On the shelf</dt><dd className="font-medium">{formatPlural(seller.productCount, 'thing')}</dd></div>
            {country && <div><dt className="lab">From</dt><dd className="font-medium">{country}</dd></div>}
            <div><dt className="lab">Selling since</dt><dd className="font-medium">{formatDate(seller.since)}</dd></div>
            <div><dt className="lab">New releases</dt><dd className="font-medium"><a className="link" href={`/feeds/sellers/${seller.slug}.atom`} data-reload="">Follow by feed</a></dd></div>
          </dl>
        </header>
        {seller.about && <p className="mt-6 text-ink-2 max-w-[60ch] whitespace-pre-line">{seller.about}</p>}
        <section aria-label="Products" className="mt-10 border-t border-ink pt-8">
          {page.items.length > 0 ? <ProductShelf products={page.items} place="seller" ofOneSeller /> : <EmptyState title="Nothing on the shelf just now" slug={seller.slug}>What was bought here stays with its owners.</EmptyState>}
          {page.nextCursor && <LinkButton className="mt-10" href={`/marketplace?seller=${seller.slug}`}>See all {seller.productCount}</LinkButton>}
        </section>
      </div>
    </PageShell>
  );
}
