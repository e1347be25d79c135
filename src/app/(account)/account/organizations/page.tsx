import type { Metadata } from 'next';
import { first, type Params } from '@/app/address';
import { requireViewer } from '@/app/require-viewer';
import { ListOrganizationsInput, type OrganizationSummary } from '@/shared/contracts/organizations';
import { Chip } from '@/ui/chip';
import { formatPlural } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { AccountFrame } from '../account-frame';
import { CreateOrganization } from './create-organization';
import { ROLE_WORDS } from './role-words';

export const metadata: Metadata = { title: 'Organizations' };

const COLUMNS: TableColumn<OrganizationSummary>[] = [
  { key: 'name', header: 'Organization', fold: 'lead', cell: ({ slug, name }) => <a className="link font-semibold break-words" href={`/account/organizations/${slug}`}>{name}</a> },
  { key: 'role', header: 'You are', fold: 'note', cell: ({ role }) => ROLE_WORDS[role].name },
  { key: 'people', header: 'People', fold: 'end', cell: ({ memberCount }) => formatPlural(memberCount, 'person', 'people') },
  { key: 'seller', header: 'Seller', fold: 'note-end', right: true, cell: ({ sellerSlug }) => (sellerSlug ? <a className="link tap" href={`/seller/${sellerSlug}`}>{sellerSlug}</a> : <Chip>Does not sell</Chip>) },
];

/** The organizations the viewer belongs to. */
export default async function OrganizationsPage({ searchParams }: { searchParams: Promise<Params<'after'>> }) {
  const { api } = await requireViewer('/account/organizations');
  const cursor = ListOrganizationsInput.safeParse({ cursor: first((await searchParams).after) }).data?.cursor;
  const { items, nextCursor } = await api.organizations.list({ ...(cursor && { cursor }), limit: 30 });
  return (
    <AccountFrame current="/account/organizations">
      <h1 className="d3">Organizations</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch]">People who buy together use the same keys. An organization can also sell.</p>
      {items.length === 0 && cursor === undefined
        ? <div className="mt-8"><EmptyState title="You belong to none" slug="account-organizations">What you buy for yourself stays yours alone. Found an organization below, or accept an invitation from the mail it came with.</EmptyState></div>
        : (
          <>
            <Table caption="Organizations" columns={COLUMNS} rows={items} rowKey={({ id }) => id} hover className="mt-6" />
            <div className="mt-8"><ListPages count={items.length} one="organization" href="/account/organizations" cursor={cursor} nextCursor={nextCursor} /></div>
          </>
        )}
      <section className="mt-12" aria-labelledby="found">
        <h2 id="found" className="d4">Found an organization</h2>
        <CreateOrganization />
      </section>
    </AccountFrame>
  );
}
