import type { Metadata } from 'next';
import { TYPE_WORDS } from '@/shared/product-words';
import { caller } from '@/trpc/server';
import { readListing, type SearchParams } from '../marketplace/read-listing';
import { MarketplaceView } from '../marketplace/marketplace-view';

interface Props {
  searchParams: Promise<SearchParams>;
}

/** Named after what was looked for, so that tabs and history can be told apart. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { q, types } = readListing(await searchParams);
  const shelves = types.map((type) => TYPE_WORDS[type]?.many ?? type).join(', ');
  const title = [q === '' ? '' : `“${q}”`, shelves].filter(Boolean).join(' in ') || 'Marketplace';
  return { title, alternates: { canonical: '/marketplace' }, robots: { index: false, follow: true } };
}

/** The marketplace with choices; next.config.js shows it under /marketplace?…, so that the bare address can stay a prepared page. */
export default async function ListingPage({ searchParams }: Props) {
  const listing = readListing(await searchParams);
  const api = await caller();
  return <MarketplaceView listing={listing} page={await api.catalog.list(listing)} />;
}
