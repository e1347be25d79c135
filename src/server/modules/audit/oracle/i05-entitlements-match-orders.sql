-- Each download of a paid order that was neither given back nor lost in a dispute has one live entitlement; each live entitlement has a live source.
with lost as (select di.order_item_id, sum(di.amount_minor) as minor from dispute_items di join disputes d on d.id = di.dispute_id where d.status = 'lost' group by 1),
gone as (
  select i.id, i.order_id, i.total_minor, i.refunded_minor + coalesce(l.minor, 0) as minor, sum(i.refunded_minor + coalesce(l.minor, 0)) over (partition by i.order_id) as of_order
  from order_items i left join lost l on l.order_item_id = i.id)
select i.id as subject, format('order %s is %s, %s live entitlements', o.number, o.status, count(e.id)) as found
from order_items i join orders o on o.id = i.order_id join gone g on g.id = i.id
left join entitlements e on e.order_item_id = i.id and e.revoked_at is null
where i.kind = 'download'
group by i.id, o.number, o.status, o.paid_at, o.total_minor, g.total_minor, g.minor, g.of_order
having count(e.id) <> case when o.paid_at is not null and (case when g.total_minor > 0 then g.minor < g.total_minor else o.total_minor = 0 or g.of_order < o.total_minor end) then 1 else 0 end
union all
select e.id, format('live, but its source %s is gone', e.source)
from entitlements e
where e.revoked_at is null and e.source in ('purchase', 'free') and e.order_item_id is null
