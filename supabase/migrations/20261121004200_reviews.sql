-- What buyers say of what they bought, what sellers answer, and the ratings summed from it, on the product and in the listing.
-- Rollback: drop triggers rate_product on products, rate_entry on catalog_entries, mark_review on order_items, rename_author on profiles; drop tables reviews, product_ratings and
-- the functions of this file; drop the rating columns of catalog_entries; restore app.may_review of 20261120003020 and app.search_candidates of 20261120004400.
set lock_timeout = '5s';

-- Ratings of a product, one row from its birth on, so that whoever counts or lists always finds it to lock. Reviews that are hidden do not count.
create table product_ratings (
  product_id text primary key references products on delete cascade,
  stars_1 integer not null default 0 check (stars_1 >= 0),
  stars_2 integer not null default 0 check (stars_2 >= 0),
  stars_3 integer not null default 0 check (stars_3 >= 0),
  stars_4 integer not null default 0 check (stars_4 >= 0),
  stars_5 integer not null default 0 check (stars_5 >= 0),
  rating_count integer not null generated always as (stars_1 + stars_2 + stars_3 + stars_4 + stars_5) stored,
  rating_sum integer not null generated always as (stars_1 + 2 * stars_2 + 3 * stars_3 + 4 * stars_4 + 5 * stars_5) stored
);
call app.protect('product_ratings');
grant select on product_ratings to anon, authenticated;
create policy product_ratings_of_readable_products on product_ratings for select to anon, authenticated using (exists (select from products p where p.id = product_id));
insert into product_ratings (product_id) select id from products;

create function app.rate_products() returns trigger language plpgsql security definer set search_path = '' as $$ begin
  insert into public.product_ratings (product_id) select id from added;
  return null;
end $$;
revoke all on function app.rate_products from public;
create trigger rate_product after insert on products referencing new table as added for each statement execute function app.rate_products();

-- The listing's copy. `rating_score` is what it is sorted by, in thousandths: the mean as if four more people had given 3.5, so that one friend's five stars do not outrank two hundred
-- at 4.8; nothing without reviews.
alter table catalog_entries
  add column rating_count integer not null default 0,
  add column rating_sum integer not null default 0,
  add column rating_score bigint not null generated always as (case when rating_count = 0 then 0 else (1000 * rating_sum + 14000) / (rating_count + 4) end) stored;
create index catalog_entries_rated on catalog_entries (rating_score desc, product_id desc);

create function app.list_rating() returns trigger language plpgsql security definer set search_path = '' as $$ begin
  update public.catalog_entries set rating_count = new.rating_count, rating_sum = new.rating_sum where product_id = new.product_id;
  return null;
end $$;
revoke all on function app.list_rating from public;
create trigger list_rating after update on product_ratings for each row
  when ((new.rating_count, new.rating_sum) is distinct from (old.rating_count, old.rating_sum)) execute function app.list_rating();

-- A product that comes (back) into the listing brings its ratings. They are shared until the commit: a review that is written meanwhile waits, and then finds the entry.
create function app.rate_entries() returns trigger language plpgsql security definer set search_path = '' as $$ begin
  with held as materialized (
    select r.product_id, r.rating_count, r.rating_sum from public.product_ratings r join added using (product_id) order by r.product_id for share of r)
  update public.catalog_entries e set rating_count = held.rating_count, rating_sum = held.rating_sum from held where e.product_id = held.product_id and held.rating_count > 0;
  return null;
end $$;
revoke all on function app.rate_entries from public;
create trigger rate_entry after insert on catalog_entries referencing new table as added for each statement execute function app.rate_entries();

create table reviews (
  id text primary key,
  product_id text not null references products on delete cascade,
  seller_id text not null references sellers,
  author_id uuid not null references users on delete cascade,
  -- As in the author's profile, and changed with it.
  author_name text not null,
  -- By what the author may speak: what they paid for, or a key that came free or with a membership.
  order_item_id text references order_items,
  entitlement_id text references entitlements,
  rating smallint not null check (rating between 1 and 5),
  title text not null default '' check (length(title) <= 120),
  body text not null default '' check (length(body) <= 4000),
  -- What was bought: the version, and the size or licence in words. Later ones change nothing.
  version text,
  form text not null default '',
  created_at timestamptz not null,
  edited_at timestamptz,
  -- All of the money went back.
  refunded_at timestamptz,
  -- By a moderator; then nobody but its author sees it, and nobody changes it.
  hidden_at timestamptz,
  reply text check (length(reply) between 1 and 4000),
  replied_by uuid references users on delete set null,
  replied_at timestamptz,
  reply_edited_at timestamptz,
  -- Of two written at once, one stays.
  unique (product_id, author_id),
  check (num_nonnulls(order_item_id, entitlement_id) = 1),
  check ((reply is null) = (replied_at is null)),
  check (reply_edited_at is null or reply is not null)
);
create index reviews_newest on reviews (product_id, created_at desc, id desc);
create index reviews_seller on reviews (seller_id, created_at desc, id desc);
create index reviews_unanswered on reviews (seller_id, created_at desc, id desc) where reply is null and hidden_at is null;
create index reviews_author on reviews (author_id, created_at desc);
create index reviews_order_item on reviews (order_item_id);
create index reviews_entitlement on reviews (entitlement_id);
create index reviews_replied_by on reviews (replied_by);
call app.protect('reviews');
grant select (id, product_id, seller_id, author_name, rating, title, body, version, form, created_at, edited_at, refunded_at, hidden_at, reply, replied_at, reply_edited_at) on reviews to anon, authenticated;
grant select (author_id) on reviews to authenticated;
grant insert (id, product_id, author_id, rating, title, body, created_at) on reviews to authenticated;
grant update (rating, title, body, edited_at) on reviews to authenticated;
grant delete on reviews to authenticated;

-- What of a product this person may speak by: the newest item they paid for, were sent and did not give back, alone or in a bundle; else a free key or one by membership. Nothing for
-- those who sell it.
create function app.review_proof(product text, person uuid) returns table (order_item_id text, entitlement_id text, version text, form text) language sql stable security definer set search_path = '' as $$
  select proof.order_item_id, proof.entitlement_id, proof.version, proof.form from (
    select i.id as order_item_id, null as entitlement_id, case when i.product_id = product then i.version end as version, case when i.product_id = product then i.variant_title else '' end as form,
      1 as rank, o.paid_at as since
    from public.order_items i join public.orders o on o.id = i.order_id
    where (i.product_id = product or i.bundle_product_id = product) and o.buyer_user_id = person and o.paid_at is not null
      and i.refunded_minor + i.disputed_minor < greatest(i.total_minor, 1) and (i.kind <> 'physical' or i.shipped_quantity > 0)
    union all
    select null, e.id, (select v.version from public.product_versions v where v.product_id = product and v.published_at is not null and v.yanked_at is null order by v.sort_key desc limit 1), '', 2, e.starts_at
    from public.entitlements e
    where e.product_id = product and e.holder_user_id = person and e.source in ('free', 'membership') and e.revoked_at is null and (e.ends_at is null or e.ends_at > now())) proof
  where not exists (select from public.products p join public.sellers s on s.id = p.seller_id join public.organization_members m on m.organization_id = s.organization_id
    where p.id = product and m.user_id = person)
  order by proof.rank, proof.since desc, proof.order_item_id desc limit 1 $$;
revoke all on function app.review_proof from public;

create or replace function app.may_review(product text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from app.review_proof(product, (select auth.uid()))) $$;

-- Holds for everyone who writes a review, the service too: no proof, no review; and what is said of the purchase is the database's to say.
create function app.stamp_review() returns trigger language plpgsql security definer set search_path = '' as $$ begin
  select proof.order_item_id, proof.entitlement_id, proof.version, proof.form into new.order_item_id, new.entitlement_id, new.version, new.form from app.review_proof(new.product_id, new.author_id) proof;
  if not found then raise exception 'only who bought a product may review it' using errcode = 'insufficient_privilege'; end if;
  select p.seller_id into new.seller_id from public.products p where p.id = new.product_id;
  select p.display_name into new.author_name from public.profiles p where p.user_id = new.author_id;
  return new;
end $$;
revoke all on function app.stamp_review from public;
create trigger stamp before insert on reviews for each row execute function app.stamp_review();

create policy reviews_public on reviews for select to anon using (hidden_at is null and exists (select from products p where p.id = product_id));
create policy reviews_public_or_own on reviews for select to authenticated using (
  author_id = (select auth.uid()) or (hidden_at is null and exists (select from products p where p.id = product_id)));
create policy reviews_own_insert on reviews for insert to authenticated with check (author_id = (select auth.uid()) and app.may_review(product_id));
create policy reviews_own_update on reviews for update to authenticated using (author_id = (select auth.uid()) and hidden_at is null);
create policy reviews_own_delete on reviews for delete to authenticated using (author_id = (select auth.uid()) and hidden_at is null);

-- One statement adds what came and takes off what went, on a row that is locked by it: however many write at once, the sums are those of the reviews.
create function app.count_review() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  came smallint := case when tg_op <> 'DELETE' and new.hidden_at is null then new.rating end;
  went smallint := case when tg_op <> 'INSERT' and old.hidden_at is null then old.rating end;
begin
  if came is not distinct from went then return null; end if;
  update public.product_ratings set
    stars_1 = stars_1 + (came is not distinct from 1)::int - (went is not distinct from 1)::int,
    stars_2 = stars_2 + (came is not distinct from 2)::int - (went is not distinct from 2)::int,
    stars_3 = stars_3 + (came is not distinct from 3)::int - (went is not distinct from 3)::int,
    stars_4 = stars_4 + (came is not distinct from 4)::int - (went is not distinct from 4)::int,
    stars_5 = stars_5 + (came is not distinct from 5)::int - (went is not distinct from 5)::int
  where product_id = case when tg_op = 'DELETE' then old.product_id else new.product_id end;
  return null;
end $$;
revoke all on function app.count_review from public;
create trigger count_review after insert or delete or update of rating, hidden_at on reviews for each row execute function app.count_review();

-- Its seller is told by a job, because the person who writes it may tell nobody.
create function app.tell_review() returns trigger language plpgsql security definer set search_path = '' as $$ begin
  perform app.enqueue('tell-review', json_build_object('reviewId', new.id));
  return null;
end $$;
revoke all on function app.tell_review from public;
create trigger tell after insert on reviews for each row execute function app.tell_review();

-- Fires only when the last of the money goes back, or comes again.
create function app.mark_review() returns trigger language plpgsql security definer set search_path = '' as $$ begin
  update public.reviews set refunded_at = case when new.refunded_minor + new.disputed_minor >= greatest(new.total_minor, 1) then date_trunc('milliseconds', now()) end where order_item_id = new.id;
  return null;
end $$;
revoke all on function app.mark_review from public;
create trigger mark_review after update of refunded_minor, disputed_minor on order_items for each row
  when ((old.refunded_minor + old.disputed_minor >= greatest(old.total_minor, 1)) is distinct from (new.refunded_minor + new.disputed_minor >= greatest(new.total_minor, 1)))
  execute function app.mark_review();

create function app.rename_author() returns trigger language plpgsql security definer set search_path = '' as $$ begin
  update public.reviews set author_name = new.display_name where author_id = new.user_id;
  return null;
end $$;
revoke all on function app.rename_author from public;
create trigger rename_author after update of display_name on profiles for each row when (new.display_name <> old.display_name) execute function app.rename_author();

-- The listing sorts by it, a search too.
alter type app.candidate add attribute rating_score bigint;
create or replace function app.search_candidates(tokens text[], phrase text, filters jsonb, sort text, after_key text, after_id text) returns setof app.candidate
language plpgsql volatile set search_path = '' set random_page_cost = 1.1 set client_min_messages = warning rows 240 as $$
declare
  cap constant integer := 240;
  query tsquery := app.all_of(app.token_queries(tokens));
  is_approximate boolean := false;
  conditions text := app.filter_conditions(filters);
  selection text := 'product_id, (1000000 * ts_rank(''{0.05, 0.1, 0.3, 1}'', search, %L))::bigint + case when sort_title = %L then 2000000 when starts_with(sort_title, %2$L) then 500000 else 0 end as rank,
    type, tags, works_with, price_band, seller_slug, seller_name, released_at, price_minor, sort_title, %3$L::boolean, %4$L::boolean, brand, condition, sizes, rating_score';
  ids text[] := '{}';
  ordering text := case sort when 'newest' then 'released_at' when 'title' then 'sort_title collate "C"' when 'rated' then 'rating_score' else 'price_minor' end;
  is_descending boolean := sort in ('newest', 'price-high', 'rated');
begin
  if numnode(query) > 0 then ids := app.best_ids(query, conditions, sort); end if;
  if ids = '{}' and (numnode(query) = 0 or conditions = '' or not app.is_found(query)) then
    query := app.likely_query(tokens);
    if numnode(query) = 0 then return; end if;
    is_approximate := true;
    ids := app.best_ids(query, conditions, sort);
  end if;
  -- Ids are handed over as a subquery: of a known list the planner would look up each one in its statistics.
  selection := format(selection, query, phrase, cardinality(ids) > cap, is_approximate);
  if cardinality(ids) <= cap then
    return query execute format('select %s from public.catalog_entries where product_id = any (array(select unnest($1)))', selection) using ids;
  elsif sort = 'relevance' then
    return query execute format('select %s from public.catalog_entries where product_id = any (array(select unnest($1))) order by rank desc, product_id desc limit %s', selection, cap) using ids;
  else
    return query execute format('select %s from public.catalog_entries where search_all @@ %L %s %s order by %s limit %s', selection, query, conditions,
      case when after_id is null then '' else format('and (%s, product_id) %s (%L, %L)', ordering, case when is_descending then '<' else '>' end, after_key, after_id) end,
      case when is_descending then ordering || ' desc, product_id desc' else ordering || ', product_id' end, cap);
  end if;
end $$;
