import type { Metadata } from 'next';
import { publicCaller } from '@/trpc/server';
import { readListing } from './read-listing';
import { MarketplaceView } from './marketplace-view';

export const revalidate = 60;

export const metadata: Metadata = { title: 'Marketplace', description: 'Kits, runbooks, notebooks and prompts from the people who made them.', alternates: { canonical: '/marketplace' } };

/** The marketplace without choices: one page for everybody, made again at most once a minute. With choices, /listing answers under the same address. */
export default async function MarketplacePage() {
  const listing = readListing({});
  return <MarketplaceView listing={listing} page={await publicCaller().catalog.list(listing)} />;
}
