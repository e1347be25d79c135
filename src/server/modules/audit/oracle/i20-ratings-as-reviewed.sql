-- Ratings, of a product and in the listing, are those of its reviews that are not hidden; a review stands on what its author paid for and is marked when all of that went back.
select r.product_id as subject, 'rated ' || r.rating_count || ' times, ' || r.rating_sum || ' stars, but reviewed ' || v.count || ' times, ' || v.sum || ' stars' as found
from product_ratings r cross join lateral (
  select count(*) as count, coalesce(sum(rating), 0) as sum, count(*) filter (where rating = 1) as s1, count(*) filter (where rating = 2) as s2, count(*) filter (where rating = 3) as s3, count(*) filter (where rating = 4) as s4
  from reviews where product_id = r.product_id and hidden_at is null) v
where (r.rating_count, r.rating_sum, r.stars_1, r.stars_2, r.stars_3, r.stars_4) is distinct from (v.count, v.sum, v.s1, v.s2, v.s3, v.s4)
union all
select p.id, 'has no row for its ratings' from products p where not exists (select from product_ratings r where r.product_id = p.id)
union all
select e.product_id, 'is listed with other ratings than it has' from catalog_entries e join product_ratings r using (product_id) where (e.rating_count, e.rating_sum) is distinct from (r.rating_count, r.rating_sum)
union all
select v.id, 'is marked refunded and is not, or the other way round' from reviews v join order_items i on i.id = v.order_item_id
where (v.refunded_at is not null) is distinct from (i.refunded_minor + i.disputed_minor >= greatest(i.total_minor, 1))
union all
select v.id, 'stands on somebody else’s order, or on another product’s' from reviews v join order_items i on i.id = v.order_item_id join orders o on o.id = i.order_id
where o.buyer_user_id <> v.author_id or v.product_id not in (i.product_id, coalesce(i.bundle_product_id, i.product_id))
