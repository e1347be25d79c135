import type { Metadata } from 'next';
import { first, type Params } from '@/app/address';
import { requireAdmin } from '@/app/require-viewer';
import type { ReviewSummary } from '@/shared/contracts/publishing';
import { TYPE_WORDS } from '@/shared/product-words';
import { formatDateTime } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../admin-frame';
import { NewMembership } from './new-membership';

export const metadata: Metadata = { title: 'Products' };

const COLUMNS: TableColumn<ReviewSummary>[] = [
  { key: 'title', header: 'Product', fold: 'lead', cell: ({ id, title }) => <a className="link font-semibold break-words" href={`/admin/products/${id}`}>{title}</a> },
  { key: 'type', header: 'Kind', fold: 'end', cell: ({ type }) => TYPE_WORDS[type]?.one ?? type },
  { key: 'seller', header: 'Seller', fold: 'note', cell: ({ sellerSlug, sellerName }) => <a className="link" href={`/admin/sellers/${sellerSlug}`}>{sellerName}</a> },
  { key: 'submitted', header: 'Submitted', fold: 'note-end', right: true, cell: ({ submittedAt }) => <span className="whitespace-nowrap">{formatDateTime(submittedAt)}</span> },
];

/** What sellers have handed in, longest waiting first. */
export default async function ReviewQueuePage({ searchParams }: { searchParams: Promise<Params<'after'>> }) {
  const { api } = await requireAdmin('/admin/products');
  const cursor = first((await searchParams).after);
  const { items, nextCursor } = await api.admin.listReviews({ ...(cursor && { cursor }) });
  return (
    <AdminFrame current="/admin/products">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3"><h1 className="d3">Products</h1><NewMembership /></div>
      <p className="text-ink-2 mt-1 mb-6 max-w-[64ch]">A product is looked at once, before it is first on sale. The longest waiting stands first.</p>
      {items.length === 0 ? <EmptyState title="Nothing waits for a review" slug="admin-products">Sellers submit products in their editor; each gets its line here.</EmptyState> : <Table caption="Products in review" columns={COLUMNS} rows={items} rowKey={({ id }) => id} hover />}
      {(items.length > 0 || cursor !== undefined) && <div className="mt-6"><ListPages count={items.length} one="product" href="/admin/products" cursor={cursor} nextCursor={nextCursor} /></div>}
    </AdminFrame>
  );
}
