-- The public listing holds the published products of active sellers with a price, and nothing else.
select coalesce(p.id, c.product_id) as subject, case when c.product_id is null then 'is published but not listed' else 'is listed but not for sale, or under an old title, price or version' end as found
from (
  select p.id, p.slug, p.title, m.amount_minor, v.version from products p join sellers s on s.id = p.seller_id
  join lateral (select pr.amount_minor from product_variants pv join prices pr on pr.variant_id = pv.id
    where pv.product_id = p.id and pv.archived_at is null and pr.archived_at is null order by pv.position, pr.currency <> 'usd', pr.created_at, pr.id limit 1) m on true
  left join lateral (select pv.version from product_versions pv where pv.product_id = p.id and pv.published_at is not null and pv.yanked_at is null order by pv.sort_key desc limit 1) v on true
  where p.status = 'published' and s.lifecycle = 'active') p
full join catalog_entries c on c.product_id = p.id
where p.id is null or c.product_id is null
  or (p.slug, p.title, p.amount_minor, p.version) is distinct from (c.slug, c.title, c.price_minor, c.latest_version)
