import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ListMovementsInput, type MovementView } from '@/shared/contracts/inventory';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { formatCount, formatDateTime, formatPlural } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { requireSeller } from '../../require-seller';
import { SellerFrame } from '../../seller-frame';
import { AdjustStock } from '../adjust-stock';
import { MOVEMENT_WORDS } from '../movement-words';

interface Props {
  params: Promise<{ seller: string; levelId: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
}

/** The seller with one page of what moved its stock, read once for the page and its title. */
const read = cache(async (slug: string, levelId: string, after: string | undefined) => {
  const { api, seller } = await requireSeller(slug, `/stock/${levelId}`);
  const input = ListMovementsInput.safeParse({ seller: seller.slug, levelId, cursor: after });
  if (!input.success) notFound();
  const page = await api.inventory.movements(input.data).catch(asNotFoundPage);
  return { ...page, seller, after, name: [page.product.title, page.level.title].filter(Boolean).join(', ') };
});

async function open({ params, searchParams }: Props) {
  const { seller, levelId } = await params;
  return read(seller, levelId, [(await searchParams).after].flat()[0] || undefined);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `Stock of ${(await open(props)).name}` };
}

const COLUMNS: TableColumn<MovementView>[] = [
  { key: 'what', header: 'What', fold: 'lead', cell: ({ reason, variantTitle, orderNumber }) => <><span className="font-semibold">{MOVEMENT_WORDS[reason]}</span>{(variantTitle || orderNumber) && <span className="text-ink-2 font-normal"> {[variantTitle, orderNumber].filter(Boolean).join(', ')}</span>}</> },
  { key: 'note', header: 'Note', fold: 'wide', cell: ({ note }) => note && <span className="text-ink-2">{note}</span> },
  { key: 'who', header: 'Who', fold: 'hide', cell: ({ actorName, orderNumber }) => actorName ?? <span className="text-ink-3">{orderNumber ? 'An order' : 'The shop'}</span> },
  { key: 'at', header: 'When', fold: 'note', cell: ({ at }) => <span className="whitespace-nowrap">{formatDateTime(at)}</span> },
  { key: 'delta', header: 'Units', fold: 'end', right: true, cell: ({ delta }) => (delta > 0 ? `+${formatCount(delta)}` : formatCount(delta)) },
];

/** Everything that moved one stock, newest first: who, why and how many. */
export default async function MovementsPage(props: Props) {
  const { seller, level, name, after, items, nextCursor } = await open(props);
  const { levelId } = await props.params;
  const home = `/seller/${seller.slug}/stock`;
  return (
    <SellerFrame seller={seller} current="/stock">
      <Breadcrumbs trail={[{ href: home, label: 'Stock' }]} />
      <div className="flex flex-wrap items-start justify-between gap-4 mt-2">
        <div>
          <h1 className="d3">{name}</h1>
          <p className="mt-1 text-ink-2">{formatPlural(level.onHand, 'unit')} on hand, {formatCount(level.reserved)} held by open orders, {formatCount(level.available)} available.</p>
        </div>
        <AdjustStock seller={seller.slug} level={level} name={name} />
      </div>
      {items.length === 0 ? <div className="mt-8"><EmptyState title="Nothing moved yet" slug={levelId}>The first units you receive appear here.</EmptyState></div> : (
        <>
          <Table caption={`Movements of ${name}`} columns={COLUMNS} rows={items} rowKey={({ id }) => id} className="mt-6" />
          <div className="mt-8"><ListPages count={items.length} one="movement" href={`${home}/${levelId}`} cursor={after} nextCursor={nextCursor} /></div>
        </>
      )}
    </SellerFrame>
  );
}
