import type { ProductStats } from '@/shared/contracts/seller-stats';
import { formatCount, formatMoney, formatPlural } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';
import { toShare } from './to-change';

/** Products from looking to having, the first ten. */
export function ProductTable({ rows, seller, currency }: { rows: ProductStats[]; seller: string; currency: string }) {
  if (rows.length === 0) return <p className="text-ink-2">Nobody looked at anything in these days.</p>;
  const columns: TableColumn<ProductStats>[] = [
    { key: 'title', header: 'Product', fold: 'lead', cell: ({ productId, title, isPublished }) => <span><a className="link font-semibold break-words" href={`/seller/${seller}/products/${productId}`}>{title}</a>{!isPublished && <span className="block text-sm text-ink-3">Not on sale</span>}</span> },
    { key: 'views', header: 'Views', right: true, fold: 'note', cell: ({ views }) => formatPlural(views, 'view') },
    { key: 'carts', header: 'In carts', right: true, fold: 'hide', cell: ({ carts }) => formatCount(carts) },
    { key: 'orders', header: 'Orders', right: true, fold: 'note-end', cell: ({ orders }) => formatPlural(orders, 'order') },
    { key: 'share', header: 'Orders per view', right: true, fold: 'hide', cell: ({ orders, views }) => toShare(orders, views) },
    { key: 'downloads', header: 'Downloaded by', right: true, fold: 'hide', cell: ({ downloaders }) => formatCount(downloaders) },
    { key: 'back', header: 'Given back', right: true, fold: 'hide', cell: ({ refundedOrders }) => formatCount(refundedOrders) },
    { key: 'rating', header: 'Rating', right: true, fold: 'hide', cell: ({ rating }) => (rating === null ? '–' : rating.toFixed(1)) },
    { key: 'net', header: 'Earned', right: true, fold: 'end', cell: ({ netMinor }) => formatMoney(netMinor, currency) },
  ];
  return <Table caption="Products, from looking to having" columns={columns} rows={rows} rowKey={({ productId }) => productId} />;
}
