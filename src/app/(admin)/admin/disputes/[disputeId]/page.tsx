import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireAdmin } from '@/app/require-viewer';
import { DisputeIdInput, type DisputeFile } from '@/shared/contracts/disputes';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { formatDateTime, formatMoney } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../../admin-frame';
import { AuditTable } from '../../audit/audit-table';
import { Facts, Section } from '../../panel';
import { DisputeChip, reasonWords } from '../dispute-chip';
import { AcceptDispute } from './accept-dispute';
import { AnswerDispute } from './answer-dispute';
import { EvidenceList } from './evidence-list';

interface Props {
  params: Promise<{ disputeId: string }>;
}

/** The dispute with what was done about it, read once for the page and its title. */
const read = cache(async (disputeId: string) => {
  if (!DisputeIdInput.safeParse({ disputeId }).success) notFound();
  const { api } = await requireAdmin(`/admin/disputes/${disputeId}`);
  return Promise.all([api.admin.getDispute({ disputeId }), api.admin.listAudit({ target: disputeId })]).catch(asNotFoundPage);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Dispute of ${(await read((await params).disputeId))[0].orderNumber}` };
}

const NEXT: Record<DisputeFile['status'], string> = {
  inquiry: 'The bank asks before it takes money. An answer or a refund can end it here.',
  needs_response: 'The bank has taken the money back, with a fee. Without an answer in time it is lost.',
  under_review: 'The bank has our evidence. Nothing is left to do until it decides.',
  won: 'The money is back in the books of its sellers.',
  lost: 'The money stays with the buyer, and what nothing is left of is no longer theirs.',
  closed: 'The inquiry ended, and no money was taken.',
};

/** One dispute: what it is about, what we can say, and the two ways to answer. */
export default async function DisputePage({ params }: Props) {
  const [dispute, audit] = await read((await params).disputeId);
  const money = (amountMinor: number) => formatMoney(amountMinor, dispute.currency);
  const shares: TableColumn<DisputeFile['shares'][number]>[] = [
    { key: 'title', header: 'Item', fold: 'lead', cell: ({ title }) => title },
    { key: 'seller', header: 'Seller', fold: 'note', cell: ({ sellerName }) => sellerName },
    { key: 'amount', header: 'Taken', fold: 'end', right: true, cell: ({ amountMinor }) => <span className="tabular-nums">{money(amountMinor)}</span> },
  ];
  const isOpen = dispute.closedAt === null;
  return (
    <AdminFrame current="/admin/disputes">
      <Breadcrumbs trail={[{ href: '/admin/disputes', label: 'Disputes' }]} />
      <div className="mt-1 flex flex-wrap items-center justify-between gap-3">
        <h1 className="d3">Dispute of {dispute.orderNumber}</h1>
        <DisputeChip status={dispute.status} />
      </div>
      <p className="mt-1 text-ink-2 max-w-[64ch] text-pretty">{NEXT[dispute.status]}</p>
      <div className="mt-6 lg:grid lg:grid-cols-2 lg:gap-12">
        <Facts facts={[
          ['Why, says the bank', reasonWords(dispute.reason)],
          ['Disputed', money(dispute.amountMinor)],
          ['The bank’s fee', money(dispute.feeMinor)],
          ['Opened', formatDateTime(dispute.openedAt)],
          ...(dispute.closedAt === null ? [['Answer due', dispute.evidenceDueAt === null ? 'cannot be answered' : formatDateTime(dispute.evidenceDueAt)] as const] : [['Ended', formatDateTime(dispute.closedAt)] as const]),
        ]} />
        <Facts facts={[
          ['Order', <a key="order" className="link" href={`/admin/orders/${dispute.orderId}`}>{dispute.orderNumber}</a>],
          ['Buyer', dispute.buyerName],
          ['Mail', dispute.buyerEmail],
          ['At Stripe', <span key="stripe" className="mono text-[13px]">{dispute.stripeDisputeId}</span>],
          ['Evidence', dispute.submittedAt ? `handed over ${formatDateTime(dispute.submittedAt)}` : dispute.sent ? 'kept at Stripe, not handed over' : 'none at Stripe'],
        ]} />
      </div>
      {dispute.shares.length > 0 && <Section id="shares" title="What it took from whom"><Table caption="Shares" columns={shares} rows={dispute.shares} rowKey={({ itemId }) => itemId} /></Section>}
      <Section id="evidence" title={isOpen ? 'What we can say' : 'What we said'} {...(isOpen && { note: 'Collected from our records as they are now. The bank reads it as it stands here.' })}>
        {isOpen || dispute.sent ? <EvidenceList evidence={isOpen ? dispute.collected : (dispute.sent ?? dispute.collected)} withoutStory={isOpen} /> : <p className="text-[15px] text-ink-2">Nothing was handed over.</p>}
        {isOpen && (
          <div className="mt-6">
            <AnswerDispute disputeId={dispute.id} story={dispute.sent?.uncategorized_text ?? dispute.collected.uncategorized_text} isSubmitted={dispute.submittedAt !== null} orderNumber={dispute.orderNumber}>
              {dispute.status !== 'inquiry' && <AcceptDispute disputeId={dispute.id} orderNumber={dispute.orderNumber} amount={money(dispute.amountMinor)} />}
            </AnswerDispute>
          </div>
        )}
      </Section>
      {audit.items.length > 0 && <Section id="audit" title="Audit log"><AuditTable lines={audit.items} /></Section>}
    </AdminFrame>
  );
}
