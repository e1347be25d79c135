import type { Metadata } from 'next';
import { STAGE_WORDS, whenInWords } from '@/app/(store)/_parts/drop-words';
import { ListSellerDropsInput, type SellerDrop } from '@/shared/contracts/drops';
import { LinkButton } from '@/ui/button';
import { Chip } from '@/ui/chip';
import { formatCount } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { requireSeller } from '../require-seller';
import { SellerFrame } from '../seller-frame';
import { CancelDrop } from './cancel-drop';

export const metadata: Metadata = { title: 'Drops' };

const unitsOf = ({ variants }: SellerDrop) => variants.reduce((sum, { units }) => sum + units, 0);

function columnsOf(seller: string, mayCancel: boolean): TableColumn<SellerDrop>[] {
  return [
    { key: 'product', header: 'Product', fold: 'lead', cell: ({ id, productTitle }) => <a className="link font-semibold" href={`/drops/${id}`}>{productTitle}</a> },
    { key: 'stage', header: 'Stage', fold: 'end', cell: ({ stage }) => <Chip tone={stage === 'open' || stage === 'drawn' ? 'ok' : 'mute'}>{STAGE_WORDS[stage]}</Chip> },
    { key: 'times', header: 'Entries', fold: 'note', cell: ({ entriesOpenAt, entriesCloseAt }) => <span className="text-ink-2">{whenInWords(entriesOpenAt)} to {whenInWords(entriesCloseAt)}</span> },
    { key: 'entries', header: 'Entered', fold: 'hide', right: true, cell: ({ entryCount }) => formatCount(entryCount) },
    { key: 'units', header: 'Ordered of', fold: 'note-end', right: true, cell: (drop) => <>{formatCount(drop.claimedUnits)} of {formatCount(unitsOf(drop))}<span className="lg:hidden"> ordered</span></> },
    { key: 'act', header: 'Actions', headerHidden: true, fold: 'wide', right: true, cell: ({ id, stage, productTitle, entryCount }) => mayCancel && ['announced', 'open', 'closed'].includes(stage) && <CancelDrop seller={seller} dropId={id} title={productTitle} entryCount={entryCount} /> },
  ];
}

interface Props {
  params: Promise<{ seller: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
}

/** The seller's drops, newest first. */
export default async function DropsPage({ params, searchParams }: Props) {
  const { api, seller } = await requireSeller((await params).seller, '/drops');
  const input = ListSellerDropsInput.safeParse({ seller: seller.slug, cursor: [(await searchParams).after].flat()[0] || undefined });
  const { items, nextCursor } = await api.drops.list(input.success ? input.data : { seller: seller.slug });
  const home = `/seller/${seller.slug}/drops`;
  const mayCreate = seller.role !== 'member' && seller.lifecycle === 'active';
  const create = mayCreate && <LinkButton tone="ink" href={`${home}/new`}>New drop</LinkButton>;
  return (
    <SellerFrame seller={seller} current="/drops">
      <div className="flex flex-wrap items-center justify-between gap-4"><h1 className="d3">Drops</h1>{items.length > 0 && create}</div>
      {items.length === 0 ? (
        <div className="mt-6"><EmptyState title="No drops yet" slug="seller-drops" action={create}>A drop gives few units to many people fairly: they enter, the order is drawn, and anybody can check the draw.</EmptyState></div>
      ) : (
        <>
          <Table caption="Drops" columns={columnsOf(seller.slug, mayCreate)} rows={items} rowKey={({ id }) => id} className="mt-6" />
          <div className="mt-8"><ListPages count={items.length} one="drop" href={home} cursor={input.data?.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </SellerFrame>
  );
}
