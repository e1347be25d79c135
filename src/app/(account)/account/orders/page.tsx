import type { Metadata } from 'next';
import { first, listAddress, sortIn, type Params } from '@/app/address';
import { requireViewer } from '@/app/require-viewer';
import { ListOrdersInput, OrderSort, type OrderView } from '@/shared/contracts/orders';
import { dateText, type Formats } from '@/shared/moment-text';
import { LinkButton } from '@/ui/button';
import { formatMoney } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { OrderStatusChip } from '@/ui/order-status';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { AccountFrame } from '../account-frame';

export const metadata: Metadata = { title: 'Orders' };

const columnsFor = (formats: Formats): TableColumn<OrderView>[] => [
  { key: 'number', header: 'Order', fold: 'lead', cell: ({ id, number }) => <a className="link font-semibold whitespace-nowrap" href={`/account/orders/${id}`}>{number}</a> },
  { key: 'items', header: 'What', fold: 'note', cell: ({ items, isRenewal }) => `${items.map(({ title }) => title).join(', ')}${isRenewal ? ', renewed' : ''}` },
  { key: 'date', header: 'Placed', sort: { by: 'placed', first: 'down' }, fold: 'hide', cell: ({ createdAt }) => dateText(createdAt, formats) },
  { key: 'status', header: 'Status', fold: 'note-end', cell: ({ status }) => <OrderStatusChip status={status} /> },
  { key: 'total', header: 'Total', sort: { by: 'total', first: 'down' }, fold: 'end', right: true, cell: ({ totalMinor, currency }) => formatMoney(totalMinor, currency) },
];

const PATH = '/account/orders';
const USUAL: OrderSort = 'placed-down';
const addressOf = (sort: string | undefined) => listAddress(PATH, { ...(sort !== USUAL && { sort }) });

/** The viewer's orders, newest first or as asked. */
export default async function OrdersPage({ searchParams }: { searchParams: Promise<Params<'sort' | 'after'>> }) {
  const { api, formats } = await requireViewer(PATH);
  const asked = await searchParams;
  const sort = sortIn(OrderSort.options, asked.sort) ?? USUAL;
  const cursor = ListOrdersInput.safeParse({ cursor: first(asked.after) }).data?.cursor;
  const { items, nextCursor } = await api.orders.list({ sort, ...(cursor && { cursor }) });
  return (
    <AccountFrame current={PATH}>
      <h1 className="d3">Orders</h1>
      <p className="text-ink-2 mt-1">What was paid, what was given back, and the receipt for each.</p>
      {items.length === 0 ? (
        <div className="mt-8"><EmptyState title="No orders yet" slug="account-orders" action={<LinkButton href="/marketplace" tone="ink">Browse the marketplace</LinkButton>}>Each purchase gets its line here, with a receipt.</EmptyState></div>
      ) : (
        <>
          <Table caption="Orders" columns={columnsFor(formats)} rows={items} rowKey={({ id }) => id} hover className="mt-6" sort={{ current: sort, address: addressOf }} />
          <div className="mt-8"><ListPages count={items.length} one="order" href={addressOf(sort)} cursor={cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </AccountFrame>
  );
}
