import type { AuditChange, AuditLineView } from '@/shared/contracts/admin-audit';
import { formatDate, formatTime } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';

/** What a thing was and is, field by field. */
function Changes({ changes }: { changes: readonly AuditChange[] }) {
  if (changes.length === 0) return null;
  return (
    <dl className="grid gap-0.5 text-sm">
      {changes.map(({ field, before, after }) => (
        <div key={field} className="flex flex-wrap gap-x-2 min-w-0">
          <dt className="text-ink-3">{field}</dt>
          <dd className="min-w-0 break-words">
            {before !== null && <del className="text-ink-3 decoration-line-strong">{before}</del>}
            {before !== null && after !== null && <span aria-hidden="true"> → </span>}
            {after !== null && <ins className="no-underline">{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Where a thing of this type has its page. */
const PAGES: Readonly<Record<string, string | undefined>> = { order: '/admin/orders', webhook_event: '/admin/webhooks', user: '/admin/users', product: '/admin/products', moderation_case: '/admin/moderation', dispute: '/admin/disputes' };

function Target({ type, id }: { type: string; id: string }) {
  const page = PAGES[type];
  const href = page !== undefined && (type !== 'webhook_event' || id.startsWith('whe_')) ? `${page}/${id}` : null;
  return <span>{type.replaceAll('_', ' ')} {href ? <a className="link mono" href={href}>{id}</a> : <span className="mono">{id}</span>}</span>;
}

const COLUMNS: TableColumn<AuditLineView>[] = [
  { key: 'at', header: 'When', fold: 'note', cell: ({ at }) => <span className="whitespace-nowrap">{formatDate(at)}, {formatTime(at)}:{at.slice(17, 19)}</span>, className: 'align-top' },
  { key: 'action', header: 'What', fold: 'lead', cell: ({ action, targetType, targetId, requestId }) => <span><span className="mono font-medium">{action}</span><span className="block text-sm text-ink-2 font-normal break-words"><Target type={targetType} id={targetId} /></span>{requestId && <span className="mono block text-[13px] text-ink-3 font-normal">{requestId}</span>}</span>, className: 'align-top' },
  { key: 'who', header: 'Who', fold: 'wide', cell: ({ actorEmail, actorUserId, actorRole }) => <span className="break-words">{actorUserId === null ? 'The system' : <a className="link" href={`/admin/users/${actorUserId}`}>{actorEmail ?? actorUserId}</a>}<span className="lg:hidden text-ink-3">, </span><span className="text-ink-3 lg:block lg:text-sm">{actorRole}</span></span>, className: 'align-top' },
  { key: 'changes', header: 'Before and after', fold: 'wide', cell: ({ changes }) => <Changes changes={changes} />, className: 'align-top' },
];

/** Lines of the audit log. */
export function AuditTable({ lines }: { lines: readonly AuditLineView[] }) {
  return <Table caption="Audit log" columns={COLUMNS} rows={lines} rowKey={({ id }) => id} />;
}
