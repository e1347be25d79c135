import { RotateCcw, ShieldAlert } from 'lucide-react';
import type { Metadata } from 'next';
import { first, listAddress, sortIn, type Params } from '@/app/address';
import { ListSellerOrdersInput, SellerOrderSort, type SellerOrderShow, type SellerOrderSummary } from '@/shared/contracts/seller-orders';
import { LinkButton } from '@/ui/button';
import { Chip } from '@/ui/chip';
import { formatDate, formatMoney } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { FulfilmentChip } from '@/ui/order-status';
import { EmptyState } from '@/ui/states';
import { TabLinks } from '@/ui/tab-links';
import { Table, type TableColumn } from '@/ui/table';
import { requireSeller } from '../require-seller';
import { SellerFrame } from '../seller-frame';
import { ShipBy } from './ship-by';

export const metadata: Metadata = { title: 'Orders' };

const SHOWS: readonly { show: SellerOrderShow; label: string }[] = [
  { show: 'to_ship', label: 'To ship' },
  { show: 'partly_shipped', label: 'Partly' },
  { show: 'shipped', label: 'Shipped' },
  { show: 'returns', label: 'Returns' },
  { show: 'all', label: 'All' },
];

const EMPTY: Record<SellerOrderShow, { title: string; text: string }> = {
  to_ship: { title: 'Nothing waits to be shipped', text: 'An order appears here the moment it is paid. You have a mail about it, too.' },
  partly_shipped: { title: 'No order is half on its way', text: 'Orders of which some units are shipped and some are not stand here.' },
  shipped: { title: 'Nothing is shipped yet', text: 'Orders whose parcels are all on their way stand here.' },
  returns: { title: 'Nobody asks to send anything back', text: 'Returns that wait for your answer, or for the parcel, stand here.' },
  all: { title: 'No orders yet', text: 'An order appears here the moment it is paid.' },
};

function State({ order }: { order: SellerOrderSummary }) {
  return (
    <span className="flex flex-wrap gap-1">
      <FulfilmentChip fulfilment={order.fulfilment} />
      {order.returnStatus && <Chip tone="warn" icon={RotateCcw}>{order.returnStatus === 'requested' ? 'Return asked for' : 'Return on its way'}</Chip>}
      {order.isDisputed && <Chip tone="danger" icon={ShieldAlert}>Disputed</Chip>}
    </span>
  );
}

function columns(home: string): TableColumn<SellerOrderSummary>[] {
  return [
    { key: 'number', header: 'Order', fold: 'lead', cell: ({ orderId, number }) => <a className="link font-semibold whitespace-nowrap" href={`${home}/${orderId}`}>{number}</a> },
    { key: 'what', header: 'What', fold: 'wide', cell: ({ contents, buyerName }) => <span>{contents.slice(0, 3).map((line) => <span key={line} className="block">{line}</span>)}{contents.length > 3 && <span className="block text-ink-2">and {contents.length - 3} more</span>}<span className="block text-ink-2">{buyerName}</span></span> },
    { key: 'paid', header: 'Paid', sort: { by: 'paid', first: 'down' }, fold: 'hide', cell: ({ paidAt }) => <span className="whitespace-nowrap">{formatDate(paidAt)}</span> },
    { key: 'by', header: 'Ship by', fold: 'note', cell: ({ shipBy, isOverdue, unitsToShip }) => (shipBy && unitsToShip > 0 ? <span className="inline-flex flex-wrap gap-x-1"><span className="lg:hidden">Ship by</span><ShipBy shipBy={shipBy} isOverdue={isOverdue} /></span> : '') },
    { key: 'state', header: 'State', fold: 'note-end', cell: (order) => <State order={order} /> },
    { key: 'total', header: 'Your part', sort: { by: 'total', first: 'down' }, fold: 'end', right: true, cell: ({ totalMinor, refundedMinor, currency }) => <span className="tabular-nums">{formatMoney(totalMinor, currency)}{refundedMinor > 0 && <span className="block text-sm text-ink-2">−{formatMoney(refundedMinor, currency)}</span>}</span> },
  ];
}

type Asked = Params<'q' | 'show' | 'sort' | 'after'>;

function readParams(seller: string, params: Asked): ListSellerOrdersInput {
  const parsed = ListSellerOrdersInput.safeParse({ seller, q: first(params.q), show: first(params.show), sort: sortIn(SellerOrderSort.options, params.sort), cursor: first(params.after) });
  return parsed.success ? parsed.data : ListSellerOrdersInput.parse({ seller });
}

/** A seller's orders: what is to ship first. */
export default async function SellerOrdersPage({ params, searchParams }: { params: Promise<{ seller: string }>; searchParams: Promise<Asked> }) {
  const { api, seller } = await requireSeller((await params).seller, '/orders');
  const input = readParams(seller.slug, await searchParams);
  const { items, nextCursor } = await api.fulfilment.list(input);
  const home = `/seller/${seller.slug}/orders`;
  const hrefOf = (show: SellerOrderShow) => listAddress(home, { show, q: input.q, sort: input.sort });
  const empty = EMPTY[input.show];
  return (
    <SellerFrame seller={seller} current="/orders">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <h1 className="d3">Orders</h1>
        <LinkButton href={`/api/seller/orders/${seller.slug}.csv`} download>List to ship (CSV)</LinkButton>
      </div>
      <form method="get" action={home} role="search" aria-label="Orders" className="mt-5 flex flex-wrap gap-2 items-end">
        <input type="hidden" name="show" value={input.show} />
        {input.sort && <input type="hidden" name="sort" value={input.sort} />}
        <div className="flex-1 min-w-[200px]"><label htmlFor="orders-q" className="label">Number or buyer’s name</label><input id="orders-q" name="q" defaultValue={input.q} className="field" maxLength={120} placeholder="LK-20001" /></div>
        <button type="submit" className="btn btn-line">Find</button>
      </form>
      <div className="mt-5"><TabLinks label="Which orders" links={SHOWS.map(({ show, label }) => ({ href: hrefOf(show), label }))} current={hrefOf(input.show)} /></div>
      {items.length === 0 ? (
        <div className="mt-8">{input.q
          ? <EmptyState title="No order fits" slug="seller-orders" action={<LinkButton href={`${home}?show=all`}>Show all orders</LinkButton>}>A number is looked up whole, a name by any part of it.</EmptyState>
          : <EmptyState title={empty.title} slug="seller-orders">{empty.text}</EmptyState>}</div>
      ) : (
        <>
          <Table caption="Orders" columns={columns(home)} rows={items} rowKey={({ orderId }) => orderId} className="mt-4" sort={{ current: input.sort, address: (sort) => listAddress(home, { show: input.show, q: input.q, sort }) }} />
          <div className="mt-8"><ListPages count={items.length} one="order" href={hrefOf(input.show)} cursor={input.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </SellerFrame>
  );
}
