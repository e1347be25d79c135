import { checkBooks } from '@/server/modules/audit/check-books';
import type { Stage } from './stage';

/** What is wrong in the end: a rule, what breaks it, how. */
export interface Violation {
  rule: string;
  subject: string;
  found: string;
}

/** Rules between our books and the double's, beside the oracle's. Each statement returns what breaks its rule. */
// A job without an error that is out of attempts was replaced by a newer one of its key while it ran.
const RULES: Record<string, string> = {
  'no more is sold than was received': `
    select l.id as subject, format('on hand %s, with the buyers %s, of %s', l.on_hand, s.units, m.units) as found
    from stock_levels l
    cross join lateral (select coalesce(sum(delta), 0) as units from stock_movements where level_id = l.id and reason in ('received', 'counted', 'damaged', 'lost')) m
    cross join lateral (
      select coalesce(sum(r.quantity), 0) - (select coalesce(sum(delta), 0) from stock_movements where level_id = l.id and reason in ('sale_undone', 'canceled', 'returned')) as units
      from stock_reservations r where r.level_id = l.id and r.status = 'sold') s
    where l.on_hand + s.units <> m.units or l.on_hand < 0`,
  'each unit of a paid order was sold from a shelf, or its money went back': `
    select i.id as subject, format('%s ordered, %s sold', i.quantity, coalesce(r.units, 0)) as found
    from order_items i join orders o on o.id = i.order_id and o.paid_at is not null
    join product_variants v on v.id = i.variant_id and v.stock_level_id is not null
    left join lateral (select sum(quantity) as units from stock_reservations where order_id = i.order_id and variant_id = i.variant_id and status = 'sold') r on true
    where i.kind = 'physical' and coalesce(r.units, 0) < i.quantity
      and not exists (select from refunds f join refund_items fi on fi.refund_id = f.id where fi.order_item_id = i.id and f.reason = 'Sold out before the payment arrived')`,
  'each charge at Stripe is one payment of ours, and each payment a charge': `
    select coalesce(c.id, p.id) as subject, format('Stripe %s %s, we %s %s', c.doc->>'amount', c.doc->>'currency', p.amount_minor, p.currency) as found
    from (select * from stripe_double.objects where kind = 'charge' and account = '' and doc->>'status' = 'succeeded') c
    full join (select * from payments where amount_minor > 0) p on p.stripe_charge_id = c.id
    where (c.id is null or p.id is null or (c.doc->>'amount')::bigint <> p.amount_minor or c.doc->>'currency' <> p.currency)
      and not exists (select from webhook_events e where e.status = 'quarantined' and e.payload #>> '{data,object,payment_intent}' = c.doc->>'payment_intent')`,
  'each refund at Stripe is ours': `
    select coalesce(s.id, r.id) as subject, format('Stripe %s %s, we %s %s', s.doc->>'amount', s.doc->>'status', r.amount_minor, r.status) as found
    from (select * from stripe_double.objects where kind = 'refund' and account = '') s
    full join (select * from refunds where status <> 'failed' or stripe_refund_id is not null) r on r.stripe_refund_id = s.id
    where s.id is null or r.id is null or (s.doc->>'amount')::bigint <> r.amount_minor or r.status <> case s.doc->>'status' when 'canceled' then 'failed' else s.doc->>'status' end`,
  'each transfer at Stripe is ours': `
    select coalesce(s.id, t.id) as subject, format('Stripe %s, we %s %s', s.doc->>'amount', t.amount_minor, t.status) as found
    from (select * from stripe_double.objects where kind = 'transfer') s full join (select * from transfers where status = 'paid' or stripe_transfer_id is not null) t on t.stripe_transfer_id = s.id
    where s.id is null or t.id is null or (s.doc->>'amount')::bigint <> t.amount_minor or t.status <> 'paid' or (s.doc->>'amount_reversed')::bigint <> t.reversed_minor`,
  'each reversal at Stripe is ours': `
    select coalesce(s.id, r.id) as subject, format('Stripe %s, we %s %s', s.doc->>'amount', r.amount_minor, r.status) as found
    from (select distinct on (id) * from stripe_double.objects where kind = 'transfer_reversal' order by id, account) s full join (select * from transfer_reversals where status = 'succeeded' or stripe_reversal_id is not null) r on r.stripe_reversal_id = s.id
    where s.id is null or r.id is null or (s.doc->>'amount')::bigint <> r.amount_minor or r.status <> 'succeeded'`,
  'each dispute at Stripe is ours': `
    select coalesce(s.id, d.id) as subject, format('Stripe %s %s, we %s %s', s.doc->>'amount', s.doc->>'status', d.amount_minor, d.status) as found
    from (select * from stripe_double.objects where kind = 'dispute' and account = '') s full join disputes d on d.stripe_dispute_id = s.id
    where s.id is null or d.id is null or (s.doc->>'amount')::bigint <> d.amount_minor
      or d.status <> case s.doc->>'status' when 'warning_closed' then 'closed' when 'warning_needs_response' then 'inquiry' when 'warning_under_review' then 'inquiry' else s.doc->>'status' end`,
  'our account at Stripe holds what the books say': `
    with theirs as (
      select doc->>'currency' as currency, sum((doc->>case when doc->>'type' in ('charge', 'payment') then 'amount' else 'net' end)::bigint) as minor from stripe_double.objects where kind = 'balance_transaction' and account = '' group by 1),
    ours as (
      select e.currency, sum(e.amount_minor) as minor from ledger_entries e join ledger_accounts a on a.id = e.account_id where a.name = 'stripe_clearing' group by 1)
    select coalesce(t.currency, o.currency) as subject, format('Stripe %s, we %s', t.minor, o.minor) as found
    from theirs t full join ours o using (currency) where coalesce(t.minor, 0) <> coalesce(o.minor, 0)`,
  'no event and no job is given up': `
    select id as subject, format('%s %s: %s', type, status, error) as found from webhook_events where status in ('dead', 'received')
    union all
    select j.id::text, format('%s after %s attempts: %s', t.identifier, j.attempts, j.last_error) from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where j.attempts >= j.max_attempts and j.last_error is not null and t.identifier <> 'refresh-pages'
    union all
    select id, format('%s quarantined: %s', type, error) from webhook_events where status = 'quarantined'`,
  'no order and no refund is left half-way': `
    select id as subject, format('order %s', status) as found from orders where status in ('pending', 'awaiting_payment')
    union all
    select id, format('refund %s of %s', status, amount_minor) from refunds where status = 'pending'`,
};

/** Runs the oracle and the rules against the double. */
export async function checkEnd(stage: Stage): Promise<Violation[]> {
  const verdicts = await checkBooks(stage.platform.db);
  const broken = verdicts.flatMap(({ rule, violations }) => violations.map((violation) => ({ rule, ...violation })));
  for (const [rule, statement] of Object.entries(RULES)) {
    broken.push(...(await stage.sql<Omit<Violation, 'rule'>>(`select subject::text, found from (${statement}) v limit 20`)).map((row) => ({ rule, ...row })));
  }
  return broken;
}
