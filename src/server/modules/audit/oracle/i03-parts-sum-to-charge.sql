-- The platform's fee and the sellers' net of an order make up what was charged, and the items what was ordered.
select o.id as subject, format('items %s, fee %s, net %s, charged %s, ordered %s', i.total, l.fee, l.net, p.amount_minor, o.total_minor) as found
from orders o
join payments p on p.order_id = o.id
cross join lateral (select coalesce(sum(total_minor), 0) as total from order_items where order_id = o.id) i
cross join lateral (
  select coalesce(-sum(e.amount_minor) filter (where a.name = 'platform_fees'), 0) as fee, coalesce(-sum(e.amount_minor) filter (where a.name = 'seller_payable'), 0) as net
  from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id
  where t.source_type = 'payment' and t.source_id = p.id) l
where l.fee + l.net <> p.amount_minor or i.total <> o.total_minor
