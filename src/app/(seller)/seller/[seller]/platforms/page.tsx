import type { Metadata } from 'next';
import type { PlatformPage } from '@/shared/contracts/platform-views';
import { ListPlatformsInput } from '@/shared/contracts/platforms';
import { LinkButton } from '@/ui/button';
import { formatPlural } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { requireSeller } from '../require-seller';
import { SellerFrame } from '../seller-frame';
import { NewPlatform } from './new-platform';
import { PlatformChip } from './platform-frame';

export const metadata: Metadata = { title: 'APIs' };

interface Props {
  params: Promise<{ seller: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
}

const columnsOf = (slug: string): TableColumn<PlatformPage['items'][number]>[] => [
  { key: 'name', header: 'API', fold: 'lead', cell: ({ id, name }) => <span className="break-words"><a className="link font-semibold" href={`/seller/${slug}/platforms/${id}`}>{name}</a><span className="mono block text-ink-2 font-normal text-[13px]">{id}</span></span> },
  { key: 'customers', header: 'Customers', fold: 'note', right: true, cell: ({ customerCount }) => formatPlural(customerCount, 'customer') },
  { key: 'state', header: 'State', fold: 'end', right: true, cell: (platform) => <PlatformChip {...platform} /> },
];

/** The seller's APIs, or how to begin with one. */
export default async function PlatformsPage({ params, searchParams }: Props) {
  const { api, seller } = await requireSeller((await params).seller, '/platforms');
  const { slug, role, lifecycle } = seller;
  const parsed = ListPlatformsInput.safeParse({ seller: slug, cursor: [(await searchParams).after].flat()[0] });
  const { items, nextCursor, apiUrl } = await api.platforms.list(parsed.success ? parsed.data : { seller: slug });
  const maySell = role !== 'member' && (lifecycle === 'approved' || lifecycle === 'active');
  return (
    <SellerFrame seller={seller} current="/platforms">
      <h1 className="d3">APIs</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch]">We count your users’ calls, hold them to their tier and bill them on your own Stripe account. Your server asks once per call.</p>
      {items.length > 0 && <Table caption="APIs" columns={columnsOf(slug)} rows={items} rowKey={({ id }) => id} className="mt-6" />}
      {items.length > 0 && <div className="mt-6"><ListPages count={items.length} one="API" href={`/seller/${slug}/platforms`} cursor={parsed.data?.cursor} nextCursor={nextCursor} /></div>}
      {maySell ? (
        <section className={items.length > 0 ? 'mt-12' : 'mt-8'} aria-labelledby="new">
          <h2 id="new" className="d4">{items.length > 0 ? 'Another one' : 'Sell an API'}</h2>
          <p className="text-ink-2 mt-1 mb-5 max-w-[64ch]">You get a key at once and can call in preview. Tiers, prices and Stripe can wait; the plan, too: five calls a month are free to try.</p>
          <NewPlatform seller={slug} apiUrl={apiUrl} />
        </section>
      ) : items.length === 0 && (
        <div className="mt-8">
          <EmptyState title="No APIs yet" slug="platforms" {...(lifecycle === 'declined' && { action: <LinkButton href={`/seller/apply?seller=${slug}`} tone="ink">Change the application</LinkButton> })}>
            {lifecycle === 'applied' ? 'Once the shop has approved you, you can sell one.' : role === 'member' ? 'Owners and admins can begin with one.' : `A seller that is ${lifecycle} begins nothing new.`}
          </EmptyState>
        </div>
      )}
    </SellerFrame>
  );
}
