-- Open disputes by deadline, with what has been collected so far.
select d.stripe_dispute_id, d.reason, d.amount_minor, d.currency, o.id as order_id,
       d.evidence_due_by, d.evidence_due_by - now() as time_left,
       exists (select 1 from downloads l where l.order_id = o.id) as has_downloads
  from disputes d
  join payments p on p.id = d.payment_id
  join orders o on o.id = p.order_id
 where d.status in ('needs_response', 'warning_needs_response')
 order by d.evidence_due_by;
