import type { SellerRefund } from '@/shared/contracts/seller-stats';
import { formatDate, formatMoney } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';

/** What went back to buyers, newest first. */
export function RefundTable({ rows, seller }: { rows: SellerRefund[]; seller: string }) {
  if (rows.length === 0) return <p className="text-ink-2">Nothing was given back in these days.</p>;
  const columns: TableColumn<SellerRefund>[] = [
    { key: 'what', header: 'What', fold: 'lead', cell: ({ title }) => <span className="font-semibold break-words">{title}</span> },
    { key: 'order', header: 'Order', fold: 'note', cell: ({ orderId, orderNumber }) => <a className="link" href={`/seller/${seller}/orders/${orderId}`}>LK-{orderNumber}</a> },
    { key: 'at', header: 'Given back', fold: 'note-end', cell: ({ at }) => formatDate(at) },
    { key: 'amount', header: 'Amount', right: true, fold: 'end', cell: ({ amountMinor, currency }) => formatMoney(amountMinor, currency) },
  ];
  return <Table caption="Given back" columns={columns} rows={rows} rowKey={({ refundId, title }) => `${refundId} ${title}`} />;
}
