import type { Metadata } from 'next';
import { requireViewer } from '@/app/require-viewer';
import { ListOrdersInput, type OrderView } from '@/shared/contracts/orders';
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
  { key: 'date', header: 'Placed', fold: 'hide', cell: ({ createdAt }) => dateText(createdAt, formats) },
  { key: 'status', header: 'Status', fold: 'note-end', cell: ({ status }) => <OrderStatusChip status={status} /> },
  { key: 'total', header: 'Total', fold: 'end', right: true, cell: ({ totalMinor, currency }) => formatMoney(totalMinor, currency) },
];

interface Props {
  searchParams: Promise<{ after?: string | string[] }>;
}

/** The viewer's orders, newest first. */
export default async function OrdersPage({ searchParams }: Props) {
  const { api, formats } = await requireViewer('/account/orders');
  const parsed = ListOrdersInput.safeParse({ cursor: [(await searchParams).after].flat()[0] });
  const { items, nextCursor } = await api.orders.list(parsed.success ? parsed.data : {});
  return (
    <AccountFrame current="/account/orders">
      <h1 className="d3">Orders</h1>
      <p className="text-ink-2 mt-1">What was paid, what was given back, and the receipt for each.</p>
      {items.length === 0 ? (
        <div className="mt-8"><EmptyState title="No orders yet" slug="account-orders" action={<LinkButton href="/marketplace" tone="ink">Browse the marketplace</LinkButton>}>Each purchase gets its line here, with a receipt.</EmptyState></div>
      ) : (
        <>
          <Table caption="Orders" columns={columnsFor(formats)} rows={items} rowKey={({ id }) => id} hover className="mt-6" />
          <div className="mt-8"><ListPages count={items.length} one="order" href="/account/orders" cursor={parsed.data?.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </AccountFrame>
  );
}
