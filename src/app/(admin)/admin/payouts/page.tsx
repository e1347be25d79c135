import { Check, CircleAlert, Landmark } from 'lucide-react';
import type { Metadata } from 'next';
import { every, first, listAddress, type Params } from '@/app/address';
import { requireAdmin } from '@/app/require-viewer';
import { ListAllPayoutsInput, type AdminBalance, type AdminPayout } from '@/shared/contracts/payouts';
import { Chip } from '@/ui/chip';
import { formatDate, formatDateTime, formatMoney, formatPlural } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { TabLinks } from '@/ui/tab-links';
import { Table, type TableColumn } from '@/ui/table';
import { ActButton } from '../act-button';
import { AdminFrame } from '../admin-frame';

export const metadata: Metadata = { title: 'Payouts' };

const PATH = '/admin/payouts';

const money = (amountMinor: number, currency: string) => <span className={amountMinor < 0 ? 'tabular-nums text-danger' : 'tabular-nums'}>{formatMoney(amountMinor, currency)}</span>;

function standingOf({ lifecycle, payoutsEnabled, balanceMinor }: AdminBalance) {
  if (balanceMinor < 0) return <Chip tone="danger" icon={CircleAlert}>Owes the shop</Chip>;
  if (lifecycle === 'suspended') return <Chip tone="warn">Suspended</Chip>;
  return payoutsEnabled ? <Chip tone="ok" icon={Check}>Can be paid</Chip> : <Chip tone="warn" icon={CircleAlert}>Payouts off at Stripe</Chip>;
}

const BALANCES: TableColumn<AdminBalance>[] = [
  { key: 'seller', header: 'Seller', fold: 'lead', cell: ({ sellerSlug, sellerName }) => <a className="link break-words" href={`/admin/sellers/${sellerSlug}`}>{sellerName}</a> },
  { key: 'standing', header: 'Standing', fold: 'note', cell: standingOf },
  { key: 'paid', header: 'Last paid', fold: 'hide', cell: ({ lastPaidAt }) => (lastPaidAt === null ? 'Never' : formatDate(lastPaidAt)) },
  { key: 'under', header: 'Under way', fold: 'hide', right: true, cell: ({ underWayMinor, currency }) => money(underWayMinor, currency) },
  { key: 'balance', header: 'Balance', fold: 'end', right: true, cell: ({ balanceMinor, currency }) => <span className="font-medium">{money(balanceMinor, currency)}</span> },
];

function statusOf({ status }: AdminPayout) {
  if (status === 'paid') return <Chip tone="ok" icon={Check}>Paid</Chip>;
  return status === 'failed' ? <Chip tone="danger" icon={CircleAlert}>Failed</Chip> : <Chip icon={Landmark}>Under way</Chip>;
}

const PAYOUTS: TableColumn<AdminPayout>[] = [
  { key: 'seller', header: 'Seller', fold: 'lead', cell: ({ sellerSlug, sellerName }) => <a className="link break-words" href={`/admin/sellers/${sellerSlug}`}>{sellerName}</a> },
  { key: 'made', header: 'Made', fold: 'note', cell: ({ createdAt }) => formatDateTime(createdAt) },
  { key: 'status', header: 'State', fold: 'note-end', cell: statusOf },
  { key: 'why', header: 'For', fold: 'wide', cell: ({ transferCount, failure }) => <span className="text-pretty">{formatPlural(transferCount, 'order')}{failure !== '' && <span className="block text-ink-2">{failure}</span>}</span> },
  { key: 'amount', header: 'Amount', fold: 'end', right: true, cell: ({ amountMinor, currency }) => money(amountMinor, currency) },
];

const TABS = [{ href: PATH, label: 'All' }, { href: `${PATH}?status=failed`, label: 'Failed' }, { href: `${PATH}?status=pending`, label: 'Under way' }];

/** What the shop owes its sellers and what it paid them. */
export default async function AdminPayoutsPage({ searchParams }: { searchParams: Promise<Params<'after' | 'status'>> }) {
  const { api } = await requireAdmin(PATH);
  const { after, status } = await searchParams;
  const parsed = ListAllPayoutsInput.safeParse({ cursor: first(after), statuses: every(status) });
  const input = parsed.success ? parsed.data : { statuses: [] };
  const [{ items: balances, isCapped }, { items, nextCursor }] = await Promise.all([api.admin.listBalances(), api.admin.listPayouts(input)]);
  const { statuses } = input;
  return (
    <AdminFrame current={PATH}>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="d3">Payouts</h1>
          <p className="text-ink-2 mt-1 max-w-[64ch] text-pretty">Made every night at 03:07 UTC for each seller and currency with something payable. What a seller owes is taken off first.</p>
        </div>
        <ActButton act={{ verb: 'runPayouts' }} tone="ink" size="m">Pay out now</ActButton>
      </div>
      <section className="mt-8" aria-labelledby="balances">
        <h2 id="balances" className="font-semibold text-lg">Balances</h2>
        {balances.length === 0
          ? <p className="text-ink-2 mt-2">Nobody is owed anything.</p>
          : <div className="mt-3"><Table caption="Sellers’ balances" columns={BALANCES} rows={balances} rowKey={({ sellerSlug, currency }) => `${sellerSlug}${currency}`} /></div>}
        {isCapped && <p className="text-sm text-ink-2 mt-3">The first {balances.length}; debts stand first, then the largest.</p>}
      </section>
      <section className="mt-12" aria-labelledby="payouts">
        <h2 id="payouts" className="font-semibold text-lg">Payouts</h2>
        <div className="mt-2"><TabLinks label="Payouts by state" links={TABS} current={listAddress(PATH, { status: statuses })} /></div>
        {items.length === 0
          ? <div className="mt-6"><EmptyState title={statuses.length > 0 ? 'None in this state' : 'No payout yet'} slug="admin-payouts">A payout is made as soon as the first order’s hold is over.</EmptyState></div>
          : (
            <>
              <div className="mt-4"><Table caption="Payouts, newest first" columns={PAYOUTS} rows={items} rowKey={({ id }) => id} /></div>
              <div className="mt-6"><ListPages count={items.length} one="payout" href={listAddress(PATH, { status: statuses })} cursor={parsed.data?.cursor} nextCursor={nextCursor} /></div>
            </>
          )}
      </section>
    </AdminFrame>
  );
}
