-- A subscription that runs has one live entitlement of its product, one that ended or lapsed has none; what was paid for one is an order of one invoice,
-- and each first order of something recurring has opened one, unless all of it was given back. What was paid after its end goes back.
select s.id as subject, format('%s, %s live entitlements of its product, %s in all', case when s.ended_at is not null then 'ended' when s.lapsed_at is not null then 'lapsed' else 'runs' end,
  count(e.id) filter (where e.product_id = s.product_id), count(e.id)) as found
from subscriptions s left join entitlements e on e.subscription_id = s.id and e.revoked_at is null
group by s.id
having case when s.ended_at is null and s.lapsed_at is null then count(e.id) filter (where e.product_id = s.product_id) <> 1 else count(e.id) > 0 end
union all
select o.id, 'pays for a subscription without an invoice, or an invoice without a subscription'
from orders o where (o.subscription_id is null) <> (o.stripe_invoice_id is null)
union all
select o.id, format('of a subscription, and %s', o.status)
from orders o where o.subscription_id is not null and o.paid_at is null
union all
select i.id, 'was paid, and opened no subscription'
from order_items i join orders o on o.id = i.order_id
where i."interval" is not null and o.subscription_id is null and o.paid_at is not null and i.canceled_quantity = 0 and i.refunded_minor + i.disputed_minor < greatest(i.total_minor, 1)
  and not exists (select from subscriptions s where s.order_item_id = i.id)
union all
select i.id, 'was paid after its subscription had ended, and does not go back'
from subscriptions s join orders o on o.subscription_id = s.id join order_items i on i.order_id = o.id
where o.paid_at > s.ended_at and i.refunded_minor + i.disputed_minor + coalesce((select sum(x.amount_minor) from refund_items x join refunds r on r.id = x.refund_id
  where x.order_item_id = i.id and r.status = 'pending'), 0) < i.total_minor
