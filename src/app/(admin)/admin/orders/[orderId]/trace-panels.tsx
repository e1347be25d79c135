import type { OrderFile, OrderFileEntry, OrderFileEvent, OrderFileKey, OrderFileMail, OrderFileTransfer } from '@/shared/contracts/admin-order-file';
import type { AuditLineView } from '@/shared/contracts/admin-audit';
import { formatDateTime, formatMoney } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';
import { AuditTable } from '../../audit/audit-table';
import { Section } from '../../panel';
import { EventChip } from '../../webhooks/event-status';
import { words } from './sale-panels';

const when = (at: string) => <span className="whitespace-nowrap">{formatDateTime(at)}</span>;
const amount = (minor: number, currency: string) => (minor === 0 ? '' : formatMoney(Math.abs(minor), currency));

const ENTRIES: TableColumn<OrderFileEntry>[] = [
  { key: 'account', header: 'Account', fold: 'lead', cell: ({ account, sellerName }) => <span>{words(account)}{sellerName && <span className="text-ink-2 font-normal">, {sellerName}</span>}</span> },
  { key: 'source', header: 'Because of', fold: 'note', cell: ({ source }) => words(source) },
  { key: 'at', header: 'Posted', fold: 'note-end', cell: ({ postedAt }) => when(postedAt) },
  { key: 'debit', header: 'Debit', fold: 'hide', right: true, cell: ({ amountMinor, currency }) => amountMinor > 0 && amount(amountMinor, currency) },
  { key: 'credit', header: 'Credit', fold: 'end', right: true, cell: ({ amountMinor, currency }) => <><span className="max-lg:hidden">{amountMinor < 0 && amount(amountMinor, currency)}</span><span className="lg:hidden">{formatMoney(amountMinor, currency)}</span></> },
];

const transfers = (currency: string): TableColumn<OrderFileTransfer>[] => [
  { key: 'seller', header: 'Seller', fold: 'lead', cell: ({ sellerName }) => sellerName },
  { key: 'at', header: 'Made', fold: 'note', cell: ({ createdAt }) => when(createdAt) },
  { key: 'id', header: 'At Stripe', fold: 'wide', cell: ({ stripeTransferId, failure }) => <span>{stripeTransferId && <span className="mono text-[13px]">{stripeTransferId}</span>}{failure && <span className="block text-sm text-warn">{failure}</span>}</span> },
  { key: 'status', header: 'State', fold: 'note-end', cell: ({ status, reversedMinor }) => <span>{words(status)}{reversedMinor > 0 && `, ${formatMoney(reversedMinor, currency)} fetched back`}</span> },
  { key: 'amount', header: 'Amount', fold: 'end', right: true, cell: ({ amountMinor }) => formatMoney(amountMinor, currency) },
];

const KEYS: TableColumn<OrderFileKey>[] = [
  { key: 'title', header: 'Key', fold: 'lead', cell: ({ title }) => title },
  { key: 'holder', header: 'Holder', fold: 'note', cell: ({ holder }) => <span className="break-words">{holder}</span> },
  { key: 'downloads', header: 'Downloads', fold: 'note-end', right: true, cell: ({ downloadsUsed, downloadLimit }) => <>{downloadsUsed}{downloadLimit !== null && ` of ${downloadLimit}`}<span className="lg:hidden"> downloads</span></> },
  { key: 'state', header: 'State', fold: 'end', right: true, cell: ({ revokedAt, revokedReason }) => (revokedAt === null ? 'Opens' : <span>Taken back {formatDateTime(revokedAt)}{revokedReason && `, ${revokedReason}`}</span>) },
];

const EVENTS: TableColumn<OrderFileEvent>[] = [
  { key: 'type', header: 'Event', fold: 'lead', cell: ({ id, type, stripeEventId, error }) => <span><a className="link mono" href={`/admin/webhooks/${id}`}>{type}</a><span className="mono block text-[13px] text-ink-3 font-normal">{stripeEventId}</span>{error && <span className="block text-sm text-ink-2 font-normal">{error}</span>}</span> },
  { key: 'at', header: 'Received', fold: 'note', cell: ({ receivedAt }) => when(receivedAt) },
  { key: 'status', header: 'State', fold: 'end', right: true, cell: ({ status }) => <EventChip status={status} /> },
];

const MAILS: TableColumn<OrderFileMail>[] = [
  { key: 'subject', header: 'Mail', fold: 'lead', cell: ({ subject, kind }) => <span className="break-words">{subject}<span className="block text-sm text-ink-3 font-normal">{kind}</span></span> },
  { key: 'to', header: 'To', fold: 'wide', cell: ({ to }) => <span className="break-words">{to}</span> },
  { key: 'at', header: 'Written', fold: 'note', cell: ({ createdAt }) => when(createdAt) },
  { key: 'sent', header: 'Sent', fold: 'end', right: true, cell: ({ sentAt, error }) => (sentAt === null ? <span className="text-warn">{error ?? 'not yet'}</span> : when(sentAt)) },
];

/** The sum of the entries in words: it is zero, or the books are broken. */
function balanceOf(entries: readonly OrderFileEntry[]): string {
  const sums = new Map<string, number>();
  for (const { currency, amountMinor } of entries) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  const off = [...sums].filter(([, sum]) => sum !== 0);
  return off.length === 0 ? 'Debits and credits are equal.' : `Debits and credits differ by ${off.map(([currency, sum]) => formatMoney(sum, currency)).join(', ')}.`;
}

/** What an order left behind: ledger, transfers, keys, Stripe's events, mail, audit. Empty lists are left out. */
export function TracePanels({ order, lines }: { order: OrderFile; lines: readonly AuditLineView[] }) {
  const key = (row: { id: string }) => row.id;
  return (
    <>
      {order.entries.length > 0 && <Section id="ledger" title="Ledger" note={balanceOf(order.entries)}><Table caption="Ledger entries" columns={ENTRIES} rows={order.entries} rowKey={key} /></Section>}
      {order.transfers.length > 0 && <Section id="transfers" title="Transfers to sellers"><Table caption="Transfers" columns={transfers(order.currency)} rows={order.transfers} rowKey={key} /></Section>}
      {order.keys.length > 0 && <Section id="keys" title="Keys"><Table caption="Keys" columns={KEYS} rows={order.keys} rowKey={key} /></Section>}
      {order.events.length > 0 && <Section id="events" title="What Stripe said"><Table caption="Webhook events" columns={EVENTS} rows={order.events} rowKey={key} /></Section>}
      {order.mails.length > 0 && <Section id="mails" title="Mail"><Table caption="Mail" columns={MAILS} rows={order.mails} rowKey={key} /></Section>}
      {lines.length > 0 && <Section id="audit" title="Audit log"><AuditTable lines={lines} /></Section>}
    </>
  );
}
