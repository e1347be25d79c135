import type { Metadata } from 'next';
import { every, first, listAddress, type Params } from '@/app/address';
import { requireAdmin } from '@/app/require-viewer';
import { ListAllOrdersInput, ORDER_STATUSES, type AdminOrderView } from '@/shared/contracts/orders';
import { Chip } from '@/ui/chip';
import { LinkButton } from '@/ui/button';
import { Select } from '@/ui/field';
import { formatDateTime, formatMoney } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { OrderStatusChip } from '@/ui/order-status';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../admin-frame';

export const metadata: Metadata = { title: 'Orders' };

const STATUS_WORDS: Record<string, string> = { pending: 'Not paid yet', awaiting_payment: 'Payment on its way', paid: 'Paid', failed: 'Payment failed', expired: 'Closed, not paid', canceled: 'Canceled', partially_refunded: 'Partly refunded', refunded: 'Refunded' };

const COLUMNS: TableColumn<AdminOrderView>[] = [
  { key: 'number', header: 'Order', fold: 'lead', cell: ({ id, number }) => <a className="link font-semibold whitespace-nowrap" href={`/admin/orders/${id}`}>{number}</a> },
  { key: 'buyer', header: 'Buyer', fold: 'note', cell: ({ buyerName, buyerEmail }) => <span>{buyerName}<span className="block text-ink-2">{buyerEmail}</span></span> },
  { key: 'items', header: 'What', fold: 'hide', cell: ({ items }) => items.map(({ title }) => title).join(', ') },
  { key: 'placed', header: 'Placed', fold: 'hide', cell: ({ createdAt }) => <span className="whitespace-nowrap">{formatDateTime(createdAt)}</span> },
  { key: 'status', header: 'Status', fold: 'note-end', cell: ({ status, refundPending }) => <span className="flex flex-wrap gap-1"><OrderStatusChip status={status} />{refundPending && <Chip tone="warn">Refund under way</Chip>}</span> },
  { key: 'total', header: 'Total', fold: 'end', right: true, cell: ({ totalMinor, currency }) => formatMoney(totalMinor, currency) },
];

function readParams(params: Params<'q' | 'status' | 'after'>): ListAllOrdersInput {
  const whole = { q: first(params.q), cursor: first(params.after), statuses: every(params.status) };
  const parsed = ListAllOrdersInput.safeParse(whole);
  return parsed.success ? parsed.data : ListAllOrdersInput.parse({});
}

function listHref({ q, statuses }: ListAllOrdersInput): string {
  return listAddress('/admin/orders', { q, status: statuses });
}

/** Every order, newest first; found by number, id or mail. */
export default async function AdminOrdersPage({ searchParams }: { searchParams: Promise<Params<'q' | 'status' | 'after'>> }) {
  const { api } = await requireAdmin('/admin/orders');
  const input = readParams(await searchParams);
  const { items, nextCursor } = await api.admin.listOrders(input);
  return (
    <AdminFrame current="/admin/orders">
      <h1 className="d3">Orders</h1>
      <form method="get" action="/admin/orders" role="search" aria-label="Orders" className="mt-5 flex flex-wrap gap-2 items-end">
        <div className="flex-1 min-w-[220px]"><label htmlFor="orders-q" className="label">Number or buyer’s mail</label><input id="orders-q" name="q" defaultValue={input.q} className="field" maxLength={254} placeholder="LK-20001" /></div>
        <Select label="Status" name="status" className="w-[200px]" defaultValue={input.statuses[0] ?? ''} options={[{ value: '', label: 'Any' }, ...ORDER_STATUSES.map((status) => ({ value: status, label: STATUS_WORDS[status] ?? status }))]} />
        <button type="submit" className="btn btn-line">Find</button>
      </form>
      {items.length === 0 ? (
        <div className="mt-8">{input.q || input.statuses.length > 0
          ? <EmptyState title="No order fits" slug="admin-orders" action={<LinkButton href="/admin/orders">Show all orders</LinkButton>}>A number is looked up whole, a mail address by its beginning.</EmptyState>
          : <EmptyState title="No orders yet" slug="admin-orders">Orders appear the moment somebody starts to pay.</EmptyState>}</div>
      ) : (
        <>
          <Table caption="Orders" columns={COLUMNS} rows={items} rowKey={({ id }) => id} className="mt-6" />
          <div className="mt-8"><ListPages count={items.length} one="order" href={listHref(input)} cursor={input.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </AdminFrame>
  );
}
