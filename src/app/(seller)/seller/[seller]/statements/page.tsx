import type { Metadata } from 'next';
import { ListInvoicesInput, type InvoiceSummary, type StatementSummary } from '@/shared/contracts/invoices';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { Chip } from '@/ui/chip';
import { formatDate, formatMoney } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { OwnersOnly } from '../owners-only';
import { requireSeller } from '../require-seller';
import { SellerFrame } from '../seller-frame';

export const metadata: Metadata = { title: 'Statements' };

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthText = (month: string) => MONTH.format(new Date(`${month}-01T00:00:00Z`));

const money = (amountMinor: number, currency: string) => <span className="tabular-nums">{formatMoney(amountMinor, currency)}</span>;

const STATEMENTS: TableColumn<StatementSummary>[] = [
  { key: 'month', header: 'Month', fold: 'lead', cell: ({ month, isOpen }) => <span className="inline-flex flex-wrap items-center gap-2 font-medium">{monthText(month)}{isOpen && <Chip>Not over</Chip>}</span> },
  { key: 'opening', header: 'Opening', fold: 'hide', right: true, cell: ({ openingMinor, currency }) => money(openingMinor, currency) },
  { key: 'sales', header: 'Your sales', fold: 'hide', right: true, cell: ({ salesMinor, currency }) => money(salesMinor, currency) },
  { key: 'back', header: 'Taken back', fold: 'hide', right: true, cell: ({ takenBackMinor, currency }) => money(takenBackMinor, currency) },
  { key: 'paid', header: 'Paid out', fold: 'hide', right: true, cell: ({ paidOutMinor, currency }) => money(paidOutMinor, currency) },
  { key: 'closing', header: 'Closing', fold: 'end', right: true, cell: ({ closingMinor, currency }) => <span className="font-medium">{money(closingMinor, currency)}</span> },
  {
    key: 'files', header: 'Files', headerHidden: true, fold: 'note',
    cell: ({ month, currency, csvUrl, pdfUrl }) => (
      <span className="inline-flex gap-4">
        <a className="link" href={pdfUrl} download>PDF<span className="sr-only"> of {monthText(month)} in {currency.toUpperCase()}</span></a>
        <a className="link" href={csvUrl} download>CSV<span className="sr-only"> of {monthText(month)} in {currency.toUpperCase()}</span></a>
      </span>
    ),
  },
];

const DOCUMENTS: TableColumn<InvoiceSummary>[] = [
  { key: 'number', header: 'Number', fold: 'lead', cell: ({ number, url }) => <a className="link font-medium" href={url} download>{number}<span className="sr-only"> as PDF</span></a> },
  { key: 'kind', header: 'Kind', fold: 'note', cell: ({ kind }) => (kind === 'invoice' ? 'Invoice' : 'Credit note') },
  { key: 'order', header: 'Order', fold: 'note-end', cell: ({ orderNumber }) => orderNumber },
  { key: 'issued', header: 'Issued', fold: 'hide', cell: ({ issuedAt }) => formatDate(issuedAt) },
  { key: 'total', header: 'Total', fold: 'end', right: true, cell: ({ totalMinor, currency }) => money(totalMinor, currency) },
];

interface Props {
  params: Promise<{ seller: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
}

/** A seller's months, and the documents its buyers got. */
export default async function StatementsPage({ params, searchParams }: Props) {
  const { api, seller } = await requireSeller((await params).seller, '/statements');
  if (seller.role === 'member') return <SellerFrame seller={seller} current="/payouts"><OwnersOnly title="Statements" /></SellerFrame>;
  const { after } = await searchParams;
  const parsed = ListInvoicesInput.safeParse({ seller: seller.slug, cursor: [after].flat()[0] });
  const [statements, documents] = await Promise.all([api.invoices.statements({ seller: seller.slug }), api.invoices.list(parsed.success ? parsed.data : { seller: seller.slug })]);
  return (
    <SellerFrame seller={seller} current="/payouts">
      <Breadcrumbs trail={[{ href: `/seller/${seller.slug}/payouts`, label: 'Payouts' }]} />
      <h1 className="d3 mt-2">Statements</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch] text-pretty">Every entry of a month, from what the shop owed you before to what it owed you after. Your sales are shown after the shop’s fee and without tax.</p>
      {statements.items.length === 0
        ? <div className="mt-8"><EmptyState title="No entries yet" slug={`${seller.slug}-statements`}>The first statement begins with your first sale.</EmptyState></div>
        : <div className="mt-6"><Table caption="Statements by month" columns={STATEMENTS} rows={statements.items} rowKey={({ month, currency }) => `${month}${currency}`} /></div>}
      {documents.items.length > 0 && (
        <section className="mt-12" aria-labelledby="documents">
          <h2 id="documents" className="font-semibold text-lg">Invoices and credit notes</h2>
          <p className="text-ink-2 text-[15px] mt-1">Issued to your buyers in your name, and numbered without a gap.</p>
          <div className="mt-3"><Table caption="Invoices and credit notes" columns={DOCUMENTS} rows={documents.items} rowKey={({ id }) => id} /></div>
          <div className="mt-6"><ListPages count={documents.items.length} one="document" href={`/seller/${seller.slug}/statements`} cursor={parsed.data?.cursor} nextCursor={documents.nextCursor} /></div>
        </section>
      )}
    </SellerFrame>
  );
}
