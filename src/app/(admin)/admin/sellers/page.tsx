import type { Metadata } from 'next';
import { every, first, listAddress, sortIn, type Params } from '@/app/address';
import { requireAdmin } from '@/app/require-viewer';
import { ListSellersInput, SELLER_LIFECYCLES, SellerSort, type AdminSellerSummary } from '@/shared/contracts/sellers';
import { LinkButton } from '@/ui/button';
import { Chip } from '@/ui/chip';
import { Field, Select } from '@/ui/field';
import { formatDate, formatPlural } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { SellerStatusChip } from '@/ui/seller-status';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../admin-frame';

export const metadata: Metadata = { title: 'Sellers' };

const LIFECYCLE_WORDS = { applied: 'Waiting for approval', approved: 'Approved', active: 'Open', suspended: 'Suspended', closed: 'Closed', declined: 'Not approved' };

const COLUMNS: TableColumn<AdminSellerSummary>[] = [
  { key: 'name', header: 'Seller', sort: { by: 'name', first: 'up' }, fold: 'lead', cell: ({ slug, name }) => <span className="break-words"><a className="link font-semibold" href={`/admin/sellers/${slug}`}>{name}</a><span className="block text-sm text-ink-2 font-normal">{slug}</span></span> },
  { key: 'status', header: 'Status', fold: 'end', cell: ({ lifecycle }) => <SellerStatusChip lifecycle={lifecycle} /> },
  { key: 'payouts', header: 'Payouts', fold: 'note-end', cell: ({ payoutsEnabled, hasStripeAccount }) => (payoutsEnabled ? <Chip tone="ok"><span><span className="lg:hidden">Payouts </span>On</span></Chip> : <Chip>{hasStripeAccount ? 'Not yet' : 'No account'}</Chip>) },
  { key: 'country', header: 'Country', fold: 'hide', cell: ({ country }) => country ?? 'Unknown' },
  { key: 'since', header: 'Since', sort: { by: 'since', first: 'down' }, fold: 'hide', cell: ({ appliedAt, createdAt }) => <span className="whitespace-nowrap">{formatDate(appliedAt ?? createdAt)}</span> },
  { key: 'products', header: 'On the shelf', fold: 'note', cell: ({ publishedCount }) => formatPlural(publishedCount, 'product') },
];

type Asked = Params<'q' | 'status' | 'sort' | 'after'>;
const USUAL: SellerSort = 'since-down';

function readParams(params: Asked): ListSellersInput {
  const parsed = ListSellersInput.safeParse({ q: first(params.q), sort: sortIn(SellerSort.options, params.sort), cursor: first(params.after), lifecycles: every(params.status) });
  return parsed.success ? parsed.data : ListSellersInput.parse({});
}

function listHref({ q, lifecycles }: ListSellersInput, sort: string | undefined): string {
  return listAddress('/admin/sellers', { q, status: lifecycles, ...(sort !== USUAL && { sort }) });
}

/** Every seller, the latest first or as asked; found by name, address or account. */
export default async function AdminSellersPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const { api } = await requireAdmin('/admin/sellers');
  const input = readParams(await searchParams);
  const { items, nextCursor } = await api.admin.listSellers(input);
  const isFiltered = input.q !== '' || input.lifecycles.length > 0;
  return (
    <AdminFrame current="/admin/sellers">
      <h1 className="d3">Sellers</h1>
      <form method="get" action="/admin/sellers" role="search" aria-label="Sellers" className="mt-5 flex flex-wrap gap-2 items-end">
        <Field className="flex-1 min-w-[220px]" label="Name, address or Stripe account" name="q" defaultValue={input.q} maxLength={120} />
        <Select label="Status" name="status" className="w-[200px]" defaultValue={input.lifecycles[0] ?? ''} options={[{ value: '', label: 'Any' }, ...SELLER_LIFECYCLES.map((lifecycle) => ({ value: lifecycle, label: LIFECYCLE_WORDS[lifecycle] }))]} />
        {input.sort && <input type="hidden" name="sort" value={input.sort} />}
        <button type="submit" className="btn btn-line">Find</button>
      </form>
      {items.length === 0 ? (
        <div className="mt-8">{isFiltered
          ? <EmptyState title="No seller fits" slug="admin-sellers" action={<LinkButton href="/admin/sellers">Show all sellers</LinkButton>}>Names and addresses are found by any part of them, an account by the whole of its id.</EmptyState>
          : <EmptyState title="No sellers yet" slug="admin-sellers">They appear the moment somebody applies.</EmptyState>}</div>
      ) : (
        <>
          <Table caption="Sellers" columns={COLUMNS} rows={items} rowKey={({ id }) => id} hover className="mt-6" sort={{ current: input.sort ?? USUAL, address: (sort) => listHref(input, sort) }} />
          <div className="mt-8"><ListPages count={items.length} one="seller" href={listHref(input, input.sort)} cursor={input.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </AdminFrame>
  );
}
