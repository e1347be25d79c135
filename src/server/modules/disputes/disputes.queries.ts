import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { DisputeFile, DisputeStatus, DisputeSummary, Evidence } from '@/shared/contracts/disputes';

export type DisputeRow = Omit<DisputeSummary, 'orderNumber' | 'evidenceDueAt' | 'isOverdue' | 'submittedAt' | 'openedAt' | 'closedAt'> & {
  number: number;
  evidenceDueAt: Date | null;
  submittedAt: Date | null;
  openedAt: Date;
  closedAt: Date | null;
  sortAt: Date;
};

const COLUMNS = Prisma.sql`d.id, d.order_id as "orderId", o.number::int as number, coalesce(f.display_name, '') as "buyerName", d.status, d.reason, d.amount_minor as "amountMinor", trim(d.currency) as currency,
  d.evidence_due_at as "evidenceDueAt", d.submitted_at as "submittedAt", d.opened_at as "openedAt", d.closed_at as "closedAt"`;
const FROM = Prisma.sql`disputes d join orders o on o.id = d.order_id left join profiles f on f.user_id = o.buyer_user_id`;

/** A dispute that cannot be answered has no day to answer by and stands where it was opened. */
const DUE = Prisma.sql`coalesce(d.evidence_due_at, d.opened_at)`;

/** Open ones by the day their answer is due, ended ones by their end, all by their beginning. */
export function listDisputeRows(reader: Reader, { show, after, limit }: { show: 'open' | 'ended' | 'all'; after: { at: Date; id: string } | null; limit: number }): Promise<DisputeRow[]> {
  const sortAt = show === 'open' ? DUE : show === 'ended' ? Prisma.sql`d.closed_at` : Prisma.sql`d.opened_at`;
  const [at, id] = [after?.at ?? null, after?.id ?? ''];
  const where = show === 'open' ? Prisma.sql`d.closed_at is null` : show === 'ended' ? Prisma.sql`d.closed_at is not null` : Prisma.sql`true`;
  const beyond = show === 'open' ? Prisma.sql`(${sortAt}, d.id) > (${at}::timestamptz, ${id})` : Prisma.sql`(${sortAt}, d.id) < (${at}::timestamptz, ${id})`;
  const by = show === 'open' ? Prisma.sql`${sortAt}, d.id` : Prisma.sql`${sortAt} desc, d.id desc`;
  return reader.rows<DisputeRow>(Prisma.sql`select ${COLUMNS}, ${sortAt} as "sortAt" from ${FROM} where ${where} and (${at}::timestamptz is null or ${beyond}) order by ${by} limit ${limit}`);
}

export type DisputeFileRow = DisputeRow & Pick<DisputeFile, 'stripeDisputeId' | 'buyerEmail' | 'feeMinor' | 'shares'> & { sent: Evidence | null };

export async function findDispute(reader: Reader, disputeId: string): Promise<DisputeFileRow | undefined> {
  const [row] = await reader.rows<DisputeFileRow>(Prisma.sql`
    select ${COLUMNS}, d.opened_at as "sortAt", d.stripe_dispute_id as "stripeDisputeId", u.email as "buyerEmail", d.fee_minor as "feeMinor", d.evidence as sent,
      (select coalesce(jsonb_agg(jsonb_build_object('itemId', i.id, 'title', i.title || case when i.variant_title = '' then '' else ', ' || i.variant_title end, 'sellerName', i.seller_name,
        'amountMinor', x.amount_minor) order by i.id), '[]') from dispute_items x join order_items i on i.id = x.order_item_id where x.dispute_id = d.id) as shares
    from ${FROM} join users u on u.id = o.buyer_user_id where d.id = ${disputeId}`);
  return row;
}

export interface DisputeStanding {
  stripeDisputeId: string;
  orderId: string;
  status: DisputeStatus;
}

export async function findDisputeStanding(tx: ServiceTx, disputeId: string): Promise<DisputeStanding | undefined> {
  const [row] = await tx.$queryRaw<DisputeStanding[]>`select stripe_dispute_id as "stripeDisputeId", order_id as "orderId", status from disputes where id = ${disputeId}`;
  return row;
}

/** Counts one more sending of evidence, whose number is in its idempotency key; undefined when the dispute has ended. */
export async function countEvidenceRound(tx: ServiceTx, disputeId: string): Promise<number | undefined> {
  const [row] = await tx.$queryRaw<{ round: number }[]>`
    update disputes set evidence_round = evidence_round + 1 where id = ${disputeId} and status not in ('won', 'lost', 'closed') returning evidence_round as round`;
  return row?.round;
}

/** What Stripe took; `submittedAt` is kept once it is said. */
export async function saveEvidence(tx: ServiceTx, { disputeId, evidence, submittedAt }: { disputeId: string; evidence: Evidence; submittedAt: Date | null }): Promise<void> {
  await tx.$executeRaw`update disputes set evidence = ${JSON.stringify(evidence)}::jsonb, submitted_at = coalesce(${submittedAt}::timestamptz, submitted_at) where id = ${disputeId}`;
}
