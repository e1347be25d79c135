-- The items of a paid order make up what was charged, and of each item fee, tax, subsidy, spent credit and the seller's part are posted as it says.
with posted as (
  select t.source_id as payment_id, e.order_item_id, coalesce(-sum(e.amount_minor) filter (where a.name = 'platform_fees'), 0) as fee,
    coalesce(-sum(e.amount_minor) filter (where a.name = 'tax_payable'), 0) as tax, coalesce(sum(e.amount_minor) filter (where a.name = 'promotions'), 0) as subsidy,
    coalesce(sum(e.amount_minor) filter (where a.name = 'customer_credit'), 0) as credit,
    coalesce(-sum(e.amount_minor) filter (where a.name = 'seller_payable'), 0) as net
  from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id and a.name <> 'stripe_clearing'
  where t.source_type = 'payment' group by t.source_id, e.order_item_id
), sold as (
  select p.id as payment_id, i.id as order_item_id, i.fee_minor as fee, i.tax_minor as tax, i.subsidy_minor as subsidy, i.credit_minor as credit,
    i.total_minor + i.credit_minor - i.tax_minor + i.subsidy_minor - i.fee_minor as net
  from payments p join order_items i on i.order_id = p.order_id
)
select coalesce(s.order_item_id, p.order_item_id, p.payment_id) as subject,
  format('fee %s, tax %s, subsidy %s, credit %s, net %s; posted %s, %s, %s, %s, %s', s.fee, s.tax, s.subsidy, s.credit, s.net, p.fee, p.tax, p.subsidy, p.credit, p.net) as found
from sold s full join posted p on p.payment_id = s.payment_id and p.order_item_id = s.order_item_id
where coalesce(s.fee, 0) <> coalesce(p.fee, 0) or coalesce(s.tax, 0) <> coalesce(p.tax, 0) or coalesce(s.subsidy, 0) <> coalesce(p.subsidy, 0) or coalesce(s.credit, 0) <> coalesce(p.credit, 0)
  or coalesce(s.net, 0) <> coalesce(p.net, 0)
union all
select o.id, format('items %s, charged %s, ordered %s; credit of items %s, of the order %s', coalesce(sum(i.total_minor), 0), p.amount_minor, o.total_minor, sum(i.credit_minor), o.credit_minor)
from orders o join payments p on p.order_id = o.id left join order_items i on i.order_id = o.id
group by o.id, p.id having coalesce(sum(i.total_minor), 0) <> p.amount_minor or p.amount_minor <> o.total_minor or coalesce(sum(i.credit_minor), 0) <> o.credit_minor
