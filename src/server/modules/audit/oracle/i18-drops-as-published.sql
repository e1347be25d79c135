-- Each drop has the seed it committed to, the entries it published, and gave out no more than its units; nobody claimed more than they won.
select d.id as subject, 'its seed is not the one it committed to' as found
from drops d where encode(sha256(convert_to(d.seed, 'UTF8')), 'hex') <> d.seed_hash
union all
select d.id, 'its entries are not those it published'
from drops d
where d.closed_at is not null and d.entries_root <> encode(sha256(convert_to(
  d.id || (select coalesce(string_agg(format(E'\n%s %s %s', e.entry_hash, e.variant_id, e.quantity), '' order by e.entry_hash collate "C"), '') from drop_entries e where e.drop_id = d.id), 'UTF8')), 'hex')
union all
select e.id, format('claimed %s of %s', c.claimed, e.won_quantity)
from drop_entries e cross join lateral (select coalesce(sum(quantity), 0) as claimed from drop_claims c where c.entry_id = e.id
  and not exists (select from stock_reservations r where r.order_id = c.order_id and r.variant_id = c.variant_id and r.status = 'released')) c
where c.claimed > e.won_quantity
union all
select v.drop_id || ' ' || v.variant_id, format('%s given of %s', g.given, v.units)
from drop_variants v cross join lateral (
  select coalesce(sum(case when e.lapsed_at is null then e.won_quantity else (select coalesce(sum(c.quantity), 0) from drop_claims c where c.entry_id = e.id
    and not exists (select from stock_reservations r where r.order_id = c.order_id and r.variant_id = c.variant_id and r.status = 'released')) end), 0) as given
  from drop_entries e where e.drop_id = v.drop_id and e.variant_id = v.variant_id) g
where g.given > v.units
