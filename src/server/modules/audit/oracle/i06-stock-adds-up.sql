-- Each stock holds at least what is reserved and that at least nothing; it is the sum of its movements, open orders hold what is reserved, and each sale has its movement.
select l.id as subject, format('on hand %s, movements %s, reserved %s, held %s', l.on_hand, m.moved, l.reserved, r.held) as found
from stock_levels l
cross join lateral (select coalesce(sum(delta), 0) as moved from stock_movements where level_id = l.id) m
cross join lateral (select coalesce(sum(quantity), 0) as held from stock_reservations where level_id = l.id and status = 'held') r
where l.reserved < 0 or l.on_hand < l.reserved or l.on_hand <> m.moved or l.reserved <> r.held
union all
select r.id, format('%s sold, but %s by its movement', r.quantity, coalesce(-m.delta, 0))
from stock_reservations r left join stock_movements m on m.reason = 'sold' and m.source_id = r.id and m.level_id = r.level_id
where r.status = 'sold' and m.delta is distinct from -r.quantity
union all
select m.id, 'sold without a reservation that is'
from stock_movements m where m.reason = 'sold' and not exists (select from stock_reservations r where r.id = m.source_id and r.status = 'sold')
union all
select r.id, format('held by an order that is %s', o.status)
from stock_reservations r join orders o on o.id = r.order_id where r.status = 'held' and o.status not in ('pending', 'awaiting_payment')
