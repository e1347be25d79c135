import { listAddress } from '@/app/address';
import type { CustomerView } from '@/shared/contracts/platform-views';
import { ListCustomersInput } from '@/shared/contracts/platforms';
import { Button } from '@/ui/button';
import { Chip } from '@/ui/chip';
import { Field } from '@/ui/field';
import { formatCount, formatDate } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { ModeLinks, PlatformFrame } from '../../platform-frame';
import { requirePlatform, titleOf, toMode, type PlatformParams } from '../../require-platform';
import { CheckoutDialog } from './checkout-dialog';
import { CustomerDialog } from './customer-dialog';
import { UsageLinkDialog } from './usage-link-dialog';

export const generateMetadata = titleOf('Customers', '/customers');

function Standing({ customer: { status, graceEndsAt, cancelAt, tierSource } }: { customer: CustomerView }) {
  if (graceEndsAt !== null) return <Chip tone="danger">Unpaid, until {formatDate(graceEndsAt)}</Chip>;
  if (cancelAt !== null) return <Chip tone="warn">Ends {formatDate(cancelAt)}</Chip>;
  if (status === 'active' || status === 'trialing') return <Chip tone="ok">{status === 'active' ? 'Pays' : 'In its trial'}</Chip>;
  return <span className="text-ink-2">{{ default: 'Default', set: 'Set by you', claim: 'By token', subscription: 'Subscribed' }[tierSource]}</span>;
}

function used({ used: units, unitLimit }: CustomerView): string {
  const meters = Object.entries(units);
  if (meters.length === 0) return `0${unitLimit === null ? '' : ` of ${formatCount(unitLimit)}`}`;
  return meters.map(([meter, count]) => `${formatCount(count)}${unitLimit === null ? '' : ` of ${formatCount(unitLimit)}`}${meters.length > 1 || meter !== 'calls' ? ` ${meter}` : ''}`).join(', ');
}

/** Everybody who calls, with tier, use and subscription, in one of the two worlds. */
export default async function CustomersPage(props: PlatformParams & { searchParams: Promise<Record<'mode' | 'after' | 'q', string | string[] | undefined>> }) {
  const { api, seller, platform, input, mayChange } = await requirePlatform(props, '/customers');
  const asked = await props.searchParams;
  const mode = toMode(asked.mode, platform);
  const q = [asked.q].flat()[0] ?? '';
  const parsed = ListCustomersInput.safeParse({ ...input, mode, q, cursor: [asked.after].flat()[0] });
  const [{ items, nextCursor }, tiers] = await Promise.all([api.platforms.customers(parsed.success ? parsed.data : { ...input, mode }), api.platforms.tiers(input)]);
  const href = `/seller/${seller.slug}/platforms/${platform.id}/customers`;
  const paid = tiers.filter(({ amountMinor }) => amountMinor > 0);
  const columns: TableColumn<CustomerView>[] = [
    { key: 'who', header: 'Customer', fold: 'lead', cell: ({ externalId, email, name }) => <span><span className="mono font-semibold wrap-anywhere block">{externalId}</span>{(name ?? email) !== null && <span className="text-sm text-ink-2 font-normal break-words">{[name, email].filter(Boolean).join(', ')}</span>}</span> },
    { key: 'tier', header: 'Tier', fold: 'end', cell: ({ tierName }) => tierName },
    { key: 'used', header: 'Used', right: true, fold: 'note', cell: used },
    { key: 'anew', header: 'Counted anew', fold: 'hide', cell: ({ windowEnd }) => formatDate(windowEnd) },
    { key: 'standing', header: 'Standing', fold: 'note-end', cell: (customer) => <Standing customer={customer} /> },
    ...(mayChange
      ? [{ key: 'acts', header: 'Acts', headerHidden: true, right: true, fold: 'wide', cell: (customer: CustomerView) => (
          <span className="flex flex-wrap gap-2 max-lg:mt-2 lg:justify-end">
            <CustomerDialog ids={input} mode={mode} tiers={tiers} customer={customer} />
            <UsageLinkDialog ids={input} mode={mode} externalId={customer.externalId} />
            {paid.length > 0 && (customer.status === null || customer.status === 'canceled') && <CheckoutDialog ids={input} mode={mode} tiers={paid} externalId={customer.externalId} />}
          </span>) } satisfies TableColumn<CustomerView>]
      : []),
  ];
  return (
    <PlatformFrame seller={seller} platform={platform} current="/customers">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div><h2 className="d4">Customers</h2><p className="text-ink-2 mt-1 max-w-[64ch]">Whoever your server names in a call. A subscription decides the tier; without one, the newer of what you set and what a token says.</p></div>
        {mayChange && <CustomerDialog ids={input} mode={mode} tiers={tiers} />}
      </div>
      <div className="mt-3"><ModeLinks href={href} mode={mode} liveAt={platform.liveAt} /></div>
      <form role="search" className="mt-3 flex flex-wrap items-end gap-2" action={href}>
        {platform.liveAt !== null && <input type="hidden" name="mode" value={mode} />}
        <Field label="Beginning of id or address" name="q" type="search" maxLength={128} defaultValue={q} className="flex-1 basis-[220px] max-w-[360px]" />
        <Button type="submit">Find</Button>
      </form>
      {items.length === 0 ? (
        <div className="mt-6"><EmptyState title={q === '' ? 'Nobody yet' : 'Nobody begins so'} slug="customers">{q === '' ? 'The first call names the first customer.' : 'Look for the beginning of your own id, or of a mail address.'}</EmptyState></div>
      ) : (
        <>
          <div className="mt-5"><Table caption={`Customers, ${mode}`} columns={columns} rows={items} rowKey={({ id }) => id} /></div>
          <div className="mt-6"><ListPages count={items.length} one="customer" href={listAddress(href, { mode, q })} cursor={parsed.data?.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </PlatformFrame>
  );
}
