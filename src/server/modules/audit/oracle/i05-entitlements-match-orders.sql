-- Each download of a paid, unrefunded order has one live entitlement; each live entitlement has a live source.
select i.id as subject, format('order %s is %s, %s live entitlements', o.number, o.status, count(e.id)) as found
from order_items i join orders o on o.id = i.order_id
left join entitlements e on e.order_item_id = i.id and e.revoked_at is null
where i.kind = 'download'
group by i.id, o.number, o.status, o.paid_at, i.refunded_minor, i.total_minor
having count(e.id) <> case when o.paid_at is not null and o.status <> 'refunded' and (i.total_minor = 0 or i.refunded_minor < i.total_minor) then 1 else 0 end
union all
select e.id, format('live, but its source %s is gone', e.source)
from entitlements e
where e.revoked_at is null and e.source in ('purchase', 'free') and e.order_item_id is null
