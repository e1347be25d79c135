import { Prisma } from '@generated/client';
import type { Sighting, SightingKind } from '@/server/modules/payments/list-stripe-sightings';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { FindingProblem } from '@/shared/contracts/admin-reconciliation';

/** Writes down one page of what Stripe lists; one that is there already (a list may move while it is read) is left alone. */
export async function insertSightings(tx: ServiceTx, { runId, kind, sightings }: { runId: string; kind: SightingKind; sightings: readonly Sighting[] }): Promise<void> {
  await tx.$executeRaw`
    insert into reconciliation_sightings (run_id, kind, stripe_id, order_id, stripe_payment_intent_id, amount_minor, currency, state)
    select ${runId}, ${kind}, s.* from unnest(${sightings.map((one) => one.stripeId)}::text[], ${sightings.map((one) => one.orderId)}::text[], ${sightings.map((one) => one.paymentIntentId)}::text[],
      ${sightings.map((one) => one.amountMinor)}::bigint[], ${sightings.map((one) => one.currency)}::text[], ${sightings.map((one) => one.state)}::text[]) s
    on conflict do nothing`;
}

export interface Difference {
  stripeId: string;
  orderId: string | null;
  problem: FindingProblem;
}

/** What a sighting is compared with, and in which words it differs; null where it does not. What names no order of ours, and no money of ours, is another's. */
const COMPARED: Record<SightingKind, Prisma.Sql> = {
  session: Prisma.sql`
    select s.stripe_id, o.id as order_id, case
      when o.id is null then case when s.state = 'paid' and s.order_id like 'ord\\_%' then 'no_order' end
      when s.state = 'paid' and o.paid_at is null then 'unpaid_here'
      when s.state = 'awaiting' and o.status = 'pending' then 'behind'
      when s.state = 'expired' and o.status = 'pending' and o.stripe_checkout_session_id is not distinct from s.stripe_id then 'behind'
      -- Something recurring is paid by its first invoice; its session knows no payment.
      when s.state = 'paid' and s.stripe_payment_intent_id is not null and s.stripe_payment_intent_id is distinct from o.stripe_payment_intent_id then 'paid_twice'
      when s.state = 'paid' and (s.amount_minor <> o.total_minor + o.credit_minor or s.currency <> o.currency) then 'amount' end as problem
    from reconciliation_sightings s left join orders o on o.id = s.order_id`,
  invoice: Prisma.sql`
    select s.stripe_id, coalesce(o.id, f.id) as order_id, case
      when s.state = 'first' or s.amount_minor = 0 then null
      when s.state = 'credit' and f.id is not null then case when g.amount is null then 'missing' when g.amount <> s.amount_minor then 'amount' end
      when o.id is not null then case when o.total_minor + o.credit_minor <> s.amount_minor or o.currency <> s.currency then 'amount' end
      when f.id is null then case when s.order_id like 'ord\\_%' then 'no_order' end
      else 'missing' end as problem
    from reconciliation_sightings s left join orders o on o.stripe_invoice_id = s.stripe_id left join orders f on f.id = s.order_id
    left join lateral (select sum(r.amount_minor) as amount from refunds r where r.stripe_invoice_id = s.stripe_id) g on true`,
  refund: Prisma.sql`
    select s.stripe_id, o.id as order_id, case
      when o.id is null then case when s.order_id like 'ord\\_%' then 'no_order' end
      when r.id is null then 'missing'
      when r.order_id <> o.id then 'other_order'
      when r.amount_minor <> s.amount_minor or r.currency <> s.currency then 'amount'
      when r.status <> s.state then 'behind' end as problem
    from reconciliation_sightings s left join orders o on o.stripe_payment_intent_id = s.stripe_payment_intent_id left join refunds r on r.stripe_refund_id = s.stripe_id`,
  dispute: Prisma.sql`
    select s.stripe_id, o.id as order_id, case
      when o.id is null then null
      when d.id is null then 'missing'
      when d.order_id <> o.id then 'other_order'
      when d.amount_minor <> s.amount_minor or d.currency <> s.currency then 'amount'
      when case when d.status in ('won', 'lost', 'closed') then d.status else 'open' end <> s.state then 'behind' end as problem
    from reconciliation_sightings s left join orders o on o.stripe_payment_intent_id = s.stripe_payment_intent_id left join disputes d on d.stripe_dispute_id = s.stripe_id`,
};

/** The next differences of a kind after `after`, in the order of Stripe's ids; `only` narrows it to some. */
export function listDifferences(reader: Reader, { runId, kind, after, only = null, limit }: { runId: string; kind: SightingKind; after: string; only?: string[] | null; limit: number }): Promise<Difference[]> {
  return reader.rows<Difference>(Prisma.sql`
    select c.stripe_id as "stripeId", c.order_id as "orderId", c.problem from (
      ${COMPARED[kind]} where s.run_id = ${runId} and s.kind = ${kind} and s.stripe_id > ${after} and (${only}::text[] is null or s.stripe_id = any (${only}::text[]))) c
    where c.problem is not null order by c.stripe_id limit ${limit}`);
}

/** What our books hold of the span and Stripe did not list. A free order never was there. */
export function listVanished(reader: Reader, { runId, since, until, limit }: { runId: string; since: Date; until: Date; limit: number }): Promise<{ kind: SightingKind; stripeId: string; orderId: string }[]> {
  return reader.rows<{ kind: SightingKind; stripeId: string; orderId: string }>(Prisma.sql`
    select v.kind, v.stripe_id as "stripeId", v.order_id as "orderId" from (
      select 'session' as kind, stripe_checkout_session_id as stripe_id, id as order_id from orders
        where paid_at is not null and stripe_checkout_session_id is not null and created_at >= ${since} and created_at < ${until}
      union all
      select 'invoice', stripe_invoice_id, id from orders where stripe_invoice_id is not null and created_at >= ${since} and created_at < ${until}
      union all
      select 'refund', stripe_refund_id, order_id from refunds where stripe_refund_id is not null and created_at >= ${since} and created_at < ${until}
      union all
      select 'dispute', stripe_dispute_id, order_id from disputes where opened_at >= ${since} and opened_at < ${until}) v
    where not exists (select from reconciliation_sightings s where s.run_id = ${runId} and s.kind = v.kind and s.stripe_id = v.stripe_id)
    order by v.kind, v.stripe_id limit ${limit}`);
}

/** Orders with a dispute that is open since before the span: Stripe's list of the span says nothing of its end. */
export async function listLongDisputed(reader: Reader, { before, limit }: { before: Date; limit: number }): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(Prisma.sql`
    select distinct order_id as id from disputes where closed_at is null and opened_at < ${before} order by order_id limit ${limit}`);
  return rows.map((row) => row.id);
}
