import type { Metadata } from 'next';
import { first, listAddress, type Params } from '@/app/address';
import { requireAdmin } from '@/app/require-viewer';
import { ListAuditInput } from '@/shared/contracts/admin-audit';
import { LinkButton } from '@/ui/button';
import { Field } from '@/ui/field';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { AdminFrame } from '../admin-frame';
import { AuditTable } from './audit-table';

export const metadata: Metadata = { title: 'Audit log' };

const PATH = '/admin/audit';
const FILTERS = ['actor', 'action', 'target', 'requestId', 'from', 'until'] as const;

/** Who did what to which thing. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<Params<(typeof FILTERS)[number] | 'after'>> }) {
  const { api } = await requireAdmin(PATH);
  const params = await searchParams;
  const given = Object.fromEntries(FILTERS.map((key) => [key, first(params[key])]));
  const parsed = ListAuditInput.safeParse({ ...given, cursor: first(params.after) });
  const input = parsed.success ? parsed.data : ListAuditInput.parse({});
  const { actor, action, target, requestId, from, until } = input;
  const filters = { actor, action, target, requestId, from, until };
  const isFiltered = Object.values(filters).some((value) => value !== '');
  const { items, nextCursor } = await api.admin.listAudit(input);
  return (
    <AdminFrame current={PATH}>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="d3">Audit log</h1>
          <p className="text-ink-2 mt-1 max-w-[64ch]">Every act of an admin, and what it changed. Lines are added and never altered.</p>
        </div>
        <a className="btn btn-line" href={listAddress('/api/admin/audit.csv', filters)} download="audit.csv">Export as CSV</a>
      </div>
      <form method="get" action={PATH} role="search" aria-label="Audit log" className="mt-5 grid gap-3 sm:grid-cols-2 lg:grid-cols-3 items-end">
        <Field label="Who" name="actor" defaultValue={actor} maxLength={320} placeholder="Mail address, or system" spellCheck={false} />
        <Field label="Action" name="action" defaultValue={action} maxLength={80} placeholder="order." spellCheck={false} />
        <Field label="Thing" name="target" defaultValue={target} maxLength={100} placeholder="Its id" spellCheck={false} />
        <Field label="Request" name="requestId" defaultValue={requestId} maxLength={100} spellCheck={false} />
        <div className="grid grid-cols-2 gap-3">
          <Field label="From" name="from" type="date" defaultValue={from} />
          <Field label="Until" name="until" type="date" defaultValue={until} />
        </div>
        <div><button type="submit" className="btn btn-line">Find</button></div>
      </form>
      <div className="mt-6">
        {items.length === 0
          ? isFiltered
            ? <EmptyState title="No line fits" slug="admin-audit" action={<LinkButton href={PATH}>Show all lines</LinkButton>}>Actions and addresses are looked up by their beginning, ids whole.</EmptyState>
            : <EmptyState title="Nothing was done yet" slug="admin-audit">The first act of an admin appears here.</EmptyState>
          : (
            <>
              <AuditTable lines={items} />
              <div className="mt-8"><ListPages count={items.length} one="line" href={listAddress(PATH, filters)} cursor={input.cursor} nextCursor={nextCursor} /></div>
            </>
          )}
      </div>
    </AdminFrame>
  );
}
