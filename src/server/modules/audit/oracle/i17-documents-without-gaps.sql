-- Each seller's invoices, credit notes and debit notes are numbered from one without a gap; an invoice's total is what its items cost, and a debit note's
-- what the credit note it counters gave back.
with numbered as (
  select seller_id, kind, count(*) as documents, min(number) as first, max(number) as last from invoices group by seller_id, kind
), sold as (
  select order_id, seller_id, sum(total_minor) as total from order_items group by order_id, seller_id
)
select coalesce(c.seller_id, n.seller_id) || ' ' || coalesce(c.kind, n.kind) as subject, format('%s documents, numbers %s to %s, counter %s', n.documents, n.first, n.last, c.last_number) as found
from invoice_counters c full join numbered n on n.seller_id = c.seller_id and n.kind = c.kind
where coalesce(c.last_number, 0) <> coalesce(n.last, 0) or coalesce(n.documents, 0) <> coalesce(n.last, 0) or n.first <> 1
union all
select v.id, format('%s %s printed %s, items %s', v.kind, v.number, v.total_minor, s.total)
from invoices v left join sold s on s.order_id = v.order_id and s.seller_id = v.seller_id where v.kind = 'invoice' and v.total_minor is distinct from s.total
union all
select v.id, format('%s %s printed %s, countered %s', v.kind, v.number, v.total_minor, c.total_minor)
from invoices v left join invoices c on c.refund_id = v.refund_id and c.seller_id = v.seller_id and c.order_id = v.order_id and c.kind = 'credit_note'
where v.kind = 'debit_note' and v.total_minor is distinct from c.total_minor
