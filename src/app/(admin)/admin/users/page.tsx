import type { Metadata } from 'next';
import { every, first, listAddress, sortIn, type Params } from '@/app/address';
import { requireAdmin } from '@/app/require-viewer';
import { ListPeopleInput, PERSON_ROLES, PersonSort, type PersonSummary } from '@/shared/contracts/admin-users';
import { LinkButton } from '@/ui/button';
import { Field, Select } from '@/ui/field';
import { formatDate } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../admin-frame';
import { ROLE_WORDS, RoleChip } from './role-chip';

export const metadata: Metadata = { title: 'Users' };

const PATH = '/admin/users';
const USUAL: PersonSort = 'since-down';

const COLUMNS: TableColumn<PersonSummary>[] = [
  { key: 'who', header: 'Person', sort: { by: 'name', first: 'up' }, fold: 'lead', cell: ({ id, name, email }) => <span className="break-words"><a className="link font-semibold" href={`${PATH}/${id}`}>{name}</a><span className="block text-sm text-ink-2 font-normal break-all">{email}</span></span> },
  { key: 'role', header: 'Role', fold: 'end', cell: ({ role, closedAt }) => <RoleChip role={role} closedAt={closedAt} /> },
  { key: 'since', header: 'Since', sort: { by: 'since', first: 'down' }, fold: 'note', cell: ({ createdAt }) => <span className="whitespace-nowrap">{formatDate(createdAt)}</span> },
];

type Asked = Params<'q' | 'role' | 'state' | 'sort' | 'after'>;

function readInput(params: Asked): ListPeopleInput {
  const parsed = ListPeopleInput.safeParse({ q: first(params.q), roles: every(params.role), state: first(params.state) ?? '', sort: sortIn(PersonSort.options, params.sort), cursor: first(params.after) });
  return parsed.success ? parsed.data : ListPeopleInput.parse({});
}

/** Everybody with an account, the newest first or as asked. */
export default async function UsersPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const { api } = await requireAdmin(PATH);
  const input = readInput(await searchParams);
  const { q, roles, state } = input;
  const { items, nextCursor } = await api.admin.listPeople(input);
  const addressOf = (sort: string | undefined) => listAddress(PATH, { q, role: roles, state, ...(sort !== USUAL && { sort }) });
  const isFiltered = q !== '' || roles.length > 0 || state !== '';
  return (
    <AdminFrame current={PATH}>
      <h1 className="d3">Users</h1>
      <form method="get" action={PATH} role="search" aria-label="Users" className="mt-5 flex flex-wrap gap-2 items-end">
        <Field className="flex-1 min-w-[220px]" label="Mail address, name or id" name="q" defaultValue={q} maxLength={320} spellCheck={false} />
        <Select label="Role" name="role" className="flex-1 min-w-[110px] max-w-[180px]" defaultValue={roles[0] ?? ''} options={[{ value: '', label: 'Any' }, ...PERSON_ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role] }))]} />
        <Select label="Account" name="state" className="flex-1 min-w-[110px] max-w-[180px]" defaultValue={state} options={[{ value: '', label: 'Any' }, { value: 'open', label: 'Open' }, { value: 'closed', label: 'Closed' }]} />
        {input.sort !== USUAL && <input type="hidden" name="sort" value={input.sort} />}
        <button type="submit" className="btn btn-line">Find</button>
      </form>
      {items.length === 0 ? (
        <div className="mt-8">{isFiltered
          ? <EmptyState title="Nobody fits" slug="admin-users" action={<LinkButton href={PATH}>Show everybody</LinkButton>}>Addresses and names are found by their beginning, ids whole.</EmptyState>
          : <EmptyState title="Nobody yet" slug="admin-users">People appear with their first sign-in.</EmptyState>}</div>
      ) : (
        <>
          <Table caption="Users" columns={COLUMNS} rows={items} rowKey={({ id }) => id} hover className="mt-6" sort={{ current: input.sort, address: addressOf }} />
          <div className="mt-8"><ListPages count={items.length} one="person" many="people" href={addressOf(input.sort)} cursor={input.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </AdminFrame>
  );
}
