import type { Metadata } from 'next';
import { first, listAddress, sortIn, type Params } from '@/app/address';
import { ListStockInput, StockSort, type StockedProduct, type StockLevelView } from '@/shared/contracts/inventory';
import { LinkButton } from '@/ui/button';
import { Chip } from '@/ui/chip';
import { Select } from '@/ui/field';
import { formatCount } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { requireSeller } from '../require-seller';
import { SellerFrame } from '../seller-frame';
import { AdjustStock } from './adjust-stock';

export const metadata: Metadata = { title: 'Stock' };

const ORDERS: readonly { value: StockSort | ''; label: string }[] = [
  { value: '', label: 'Newest first' },
  { value: 'name-up', label: 'Name, from A' },
  { value: 'name-down', label: 'Name, from Z' },
  { value: 'units-up', label: 'Fewest first' },
  { value: 'units-down', label: 'Most first' },
];

type Asked = Params<'q' | 'show' | 'sort' | 'after'>;

function readParams(seller: string, params: Asked): ListStockInput {
  const parsed = ListStockInput.safeParse({ seller, q: first(params.q), show: first(params.show), sort: sortIn(StockSort.options, params.sort), cursor: first(params.after) });
  return parsed.success ? parsed.data : ListStockInput.parse({ seller });
}

function State({ level: { onHand, available, lowAt } }: { level: StockLevelView }) {
  if (available === 0) return <Chip tone="danger">{onHand === 0 ? 'Sold out' : 'All held'}</Chip>;
  return lowAt !== null && onHand <= lowAt ? <Chip tone="warn">Low</Chip> : null;
}

function ProductStock({ seller, product }: { seller: string; product: StockedProduct }) {
  const columns: TableColumn<StockLevelView>[] = [
    { key: 'title', header: 'Size', fold: 'lead', cell: (level) => <span className="flex flex-wrap items-center gap-2"><span className="font-semibold">{level.title || 'One size'}</span><State level={level} /></span> },
    { key: 'available', header: 'Available', fold: 'end', right: true, cell: ({ available }) => <>{formatCount(available)}<span className="lg:hidden text-ink-2"> available</span></> },
    { key: 'onHand', header: 'On hand', fold: 'hide', right: true, cell: ({ onHand }) => formatCount(onHand) },
    { key: 'reserved', header: 'Held by orders', fold: 'hide', right: true, cell: ({ reserved }) => formatCount(reserved) },
    {
      key: 'low', header: 'Low at', fold: 'note', right: true,
      cell: ({ lowAt, onHand, reserved }) => <><span className="lg:hidden">{formatCount(onHand)} on hand, {formatCount(reserved)} held. {lowAt !== null && 'Low at '}</span>{lowAt === null ? <span className="text-ink-3 max-lg:hidden">Not set</span> : formatCount(lowAt)}</>,
    },
    {
      key: 'act', header: 'Actions', headerHidden: true, fold: 'note-end', right: true,
      cell: (level) => (
        <span className="inline-flex justify-end max-lg:-mr-2.5 lg:gap-2">
          <AdjustStock seller={seller} level={level} name={[product.title, level.title].filter(Boolean).join(', ')} />
          <LinkButton tone="text" size="s" href={`/seller/${seller}/stock/${level.levelId}`} aria-label={`Movements of ${[product.title, level.title].filter(Boolean).join(', ')}`}>Movements</LinkButton>
        </span>
      ),
    },
  ];
  const id = `stock-${product.slug}`;
  return (
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} className="font-semibold text-lg flex flex-wrap items-center gap-2">{product.title}{product.status !== 'published' && <Chip>Not on sale</Chip>}</h2>
      <Table caption={`Stock of ${product.title}`} columns={columns} rows={product.levels} rowKey={({ levelId }) => levelId} className="mt-3" />
    </section>
  );
}

/** Everything the seller has on its shelves, by product, to be set right in place. */
export default async function StockPage({ params, searchParams }: { params: Promise<{ seller: string }>; searchParams: Promise<Asked> }) {
  const { api, seller } = await requireSeller((await params).seller, '/stock');
  const input = readParams(seller.slug, await searchParams);
  const { items, nextCursor } = await api.inventory.list(input);
  const home = `/seller/${seller.slug}/stock`;
  const isFiltered = input.q !== '' || input.show !== 'all';
  const listHref = listAddress(home, { q: input.q, ...(input.show !== 'all' && { show: input.show }), sort: input.sort });
  return (
    <SellerFrame seller={seller} current="/stock">
      <h1 className="d3">Stock</h1>
      <form method="get" action={home} role="search" aria-label="Stock" className="mt-5 flex flex-wrap gap-2 items-end">
        <div className="flex-1 min-w-[200px]"><label htmlFor="stock-q" className="label">Product or SKU</label><input id="stock-q" name="q" defaultValue={input.q} className="field" maxLength={120} /></div>
        <Select label="Show" name="show" className="flex-1 min-w-[140px] max-w-[180px]" defaultValue={input.show} options={[{ value: 'all', label: 'Everything' }, { value: 'low', label: 'Running low' }, { value: 'sold_out', label: 'Sold out' }]} />
        <Select label="Order" name="sort" className="flex-1 min-w-[140px] max-w-[180px]" defaultValue={input.sort ?? ''} options={ORDERS} />
        <button type="submit" className="btn btn-line">Find</button>
      </form>
      {items.length === 0 ? (
        <div className="mt-8">{isFiltered
          ? <EmptyState title="Nothing fits" slug="seller-stock" action={<LinkButton href={home}>Show everything</LinkButton>}>Look for a part of a title or of a SKU.</EmptyState>
          : <EmptyState title="Nothing to count yet" slug="seller-stock" action={<LinkButton href={`/seller/${seller.slug}/products`}>Go to products</LinkButton>}>Stock appears with the first physical product you make.</EmptyState>}</div>
      ) : (
        <>
          {items.map((product) => <ProductStock key={product.productId} seller={seller.slug} product={product} />)}
          <div className="mt-8"><ListPages count={items.length} one="product" href={listHref} cursor={input.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </SellerFrame>
  );
}
