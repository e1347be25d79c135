-- A seller is paid of an order at most what it earned by it; what left and what was fetched back is posted once, and as much as Stripe moved.
with moved as (
  select 'transfer' as type, t.id, t.seller_id, t.order_id, t.currency, t.amount_minor as amount, t.status = 'paid' as is_done from transfers t
  union all
  select 'transfer_reversal', r.id, t.seller_id, t.order_id, t.currency, -r.amount_minor, r.status = 'succeeded' from transfer_reversals r join transfers t on t.id = r.transfer_id
), posted as (
  select t.source_type as type, t.source_id as id, a.seller_id, e.order_id, e.currency, sum(e.amount_minor) as amount
  from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id and a.name = 'seller_payable'
  where t.source_type in ('transfer', 'transfer_reversal') group by t.source_type, t.source_id, a.seller_id, e.order_id, e.currency
), fetched as (
  select transfer_id, sum(amount_minor) as amount from transfer_reversals where status = 'succeeded' group by transfer_id
), paid as (
  select seller_id, order_id, currency, sum(amount) as amount from moved where is_done group by seller_id, order_id, currency
), earned as (
  select i.seller_id, i.order_id, o.currency, sum(i.total_minor + i.credit_minor - i.tax_minor + i.subsidy_minor - i.fee_minor) as amount
  from paid p join orders o on o.id = p.order_id and o.paid_at is not null join order_items i on i.order_id = o.id and i.seller_id = p.seller_id group by i.seller_id, i.order_id, o.currency
), sent as (
  select payout_id, sum(amount_minor) filter (where status = 'paid') as paid, count(*) filter (where status = 'pending') as pending from transfers group by payout_id
)
select coalesce(m.id, p.id) as subject, format('%s of %s %s, posted %s', coalesce(m.type, p.type), m.amount, coalesce(m.currency, p.currency), p.amount) as found
from moved m full join posted p on p.type = m.type and p.id = m.id
where m.id is null or m.is_done <> (p.id is not null)
  or (p.id is not null and (p.amount, p.seller_id, p.order_id, p.currency) is distinct from (m.amount, m.seller_id, m.order_id, m.currency))
union all
select t.id, format('reversed %s, reversals %s, of %s', t.reversed_minor, f.amount, t.amount_minor)
from transfers t left join fetched f on f.transfer_id = t.id where t.reversed_minor <> coalesce(f.amount, 0) or t.reversed_minor > t.amount_minor
union all
select p.order_id, format('seller %s was paid %s of %s earned', p.seller_id, p.amount, e.amount)
from paid p left join earned e using (seller_id, order_id, currency) where p.amount < 0 or p.amount > coalesce(e.amount, 0)
union all
select o.id, format('payout %s of %s, its transfers %s', o.status, o.amount_minor, s.paid)
from payouts o left join sent s on s.payout_id = o.id
where case o.status when 'paid' then coalesce(s.paid, 0) <> o.amount_minor or s.pending > 0 when 'failed' then coalesce(s.paid, 0) > 0 or s.pending > 0 else false end
