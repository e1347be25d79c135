import { redirect } from 'next/navigation';
import { may } from '../../../src/access';
import { listOrders, orderSorts } from '../../../src/orders';
import { getSession } from '../../../src/session';
import { DataTable } from '../../../src/table/data-table';
import { parseListParams } from '../../../src/table/params';
import { RefundForm } from './refund-form';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });

export default async function OrdersPage({ searchParams }: Props) {
  const session = await getSession();
  if (!may(session?.role, 'orders.read')) redirect('/');
  const mayRefund = may(session?.role, 'orders.refund');
  const params = parseListParams(await searchParams, orderSorts);
  const { rows, total } = await listOrders(params);
  return (
    <>
      <h1 className="text-xl font-semibold">Orders</h1>
      <form role="search" className="my-4">
        <input name="q" aria-label="Search orders" defaultValue={params.q} className="rounded border px-3 py-2" />
      </form>
      <DataTable
        caption="Orders"
        rows={rows}
        rowKey={(order) => order.id}
        params={params}
        total={total}
        columns={[
          { label: 'Order', cell: (order) => order.id },
          { label: 'Customer', cell: (order) => order.customer, sort: 'customer' },
          { label: 'Placed', cell: (order) => order.placedAt.slice(0, 10), sort: 'placedAt' },
          { label: 'Total', cell: (order) => money.format(order.totalMinor / 100), sort: 'totalMinor', numeric: true },
          { label: 'Refund', cell: (order) => (order.refunded ? 'Refunded' : mayRefund && <RefundForm orderId={order.id} />) },
        ]}
      />
    </>
  );
}
