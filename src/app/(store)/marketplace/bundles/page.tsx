import type { Metadata } from 'next';
import { PageShell } from '@/app/page-shell';
import { TrackView } from '@/app/track-view';
import { publicCaller } from '@/trpc/server';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { LinkButton } from '@/ui/button';
import { EmptyState } from '@/ui/states';
import { BundleList } from './bundle-list';

export const metadata: Metadata = { title: 'Bundles', description: 'Several things for less than apart, and what you own already is taken off.', alternates: { canonical: '/marketplace/bundles' } };
export const revalidate = 60;

const SHOWN = 48;

/** All bundles, newest first. Holds nothing of the viewer; what they own is taken off in the browser. */
export default async function BundlesPage() {
  const { items, nextCursor } = await (await publicCaller()).catalog.list({ types: ['bundle'], limit: SHOWN, withFacets: false });
  return (
    <PageShell current="/marketplace/bundles">
      <TrackView name="view" place="bundles" />
      <div className="wrap pt-4 lg:pt-6">
        <Breadcrumbs trail={[{ href: '/marketplace', label: 'Marketplace' }]} />
        <h1 className="d2 mt-2">Bundles</h1>
        <p className="text-ink-2 mt-2 text-lg max-w-[56ch]">Several things for less than apart. What you own already is taken off, part by part.</p>
        <div className="mt-8">
          {items.length === 0
            ? <EmptyState title="No bundles yet" slug="bundles" action={<LinkButton href="/marketplace" tone="ink">Browse the marketplace</LinkButton>}>Everything is there by itself.</EmptyState>
            : <BundleList bundles={items.map(({ id, slug, title, summary, sellerName, priceMinor, currency, soldOut, coverParts }) => ({ id, slug, title, summary, sellerName, priceMinor, currency, soldOut, coverParts }))} />}
        </div>
        {nextCursor && <p className="mt-8"><LinkButton href="/marketplace?type=bundle">See more bundles</LinkButton></p>}
      </div>
    </PageShell>
  );
}
