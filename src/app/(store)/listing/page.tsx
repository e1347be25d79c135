import type { Metadata } from 'next';
import { caller } from '@/trpc/server';
import { readListing, type SearchParams } from '../marketplace/read-listing';
import { MarketplaceView } from '../marketplace/marketplace-view';

export const metadata: Metadata = { title: 'Marketplace', alternates: { canonical: '/marketplace' }, robots: { index: false, follow: true } };

/** The marketplace with choices; next.config.js shows it under /marketplace?…, so that the bare address can stay a prepared page. */
export default async function ListingPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const listing = readListing(await searchParams);
  const api = await caller();
  return <MarketplaceView listing={listing} page={await api.catalog.list(listing)} />;
}
