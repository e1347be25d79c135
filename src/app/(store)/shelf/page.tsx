import type { Metadata } from 'next';
import { publicCaller } from '@/trpc/server';
import { feedLinks } from '../_parts/feed-links';
import { readListing } from '../marketplace/read-listing';
import { MarketplaceView } from '../marketplace/marketplace-view';

export const revalidate = 60;

export const metadata: Metadata = { title: 'Marketplace', description: 'Kits, runbooks, notebooks and prompts from the people who made them.', alternates: { canonical: '/marketplace', types: feedLinks('all') } };

/** The marketplace without choices: one page for everybody, made again at most once a minute, shown under /marketplace by next.config.js. With choices, /listing answers there. */
export default async function MarketplacePage() {
  const listing = readListing({});
  return <MarketplaceView listing={listing} page={await (await publicCaller()).catalog.list(listing)} />;
}
