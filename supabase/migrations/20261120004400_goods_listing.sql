-- Goods in the listing: brand, condition, the sizes that can be had, whether anything is left, a picture; and stock that tells the listing when it runs out.
-- Rollback: drop trigger relist on stock_levels; drop function app.relist_stock; drop the columns added to catalog_entries; restore app.refresh_catalog_entries,
-- app.count_catalog_entries, app.filter_conditions, app.search_candidates and the type app.candidate of 20261120001000; revoke select (handling_days) on sellers from anon, authenticated.
set lock_timeout = '5s';

alter table catalog_entries
  add column brand text not null default '',
  add column condition text,
  -- Sizes with units left; sizes are counted, so they follow the stock.
  add column sizes text[] not null default '{}',
  add column is_sold_out boolean not null default false,
  -- The first picture: {id, sha256, alt, width, height}; null: the cover is drawn.
  add column image jsonb,
  -- Of a bundle, what its cover is drawn from: [{slug, kind}]; null for everything else.
  add column parts jsonb;
create index catalog_entries_brand on catalog_entries (brand, released_at desc, product_id desc) where brand <> '';
create index catalog_entries_condition on catalog_entries (condition, released_at desc, product_id desc) where condition is not null;
create index catalog_entries_sizes on catalog_entries using gin (sizes);

-- Within how many days a parcel leaves is part of the offer.
grant select (handling_days) on sellers to anon, authenticated;

-- What can be had of these products: null sizes are left out, and nothing uncounted is ever sold out. A bundle is sold out when one of its parts is.
create function app.goods_state(product_id text) returns table (sizes text[], all_sizes text[], is_sold_out boolean) language sql stable set search_path = '' as $$
  select coalesce(array_agg(distinct v.options ->> 'size') filter (where v.options ? 'size' and v.is_left), '{}'),
    coalesce(array_agg(distinct v.options ->> 'size') filter (where v.options ? 'size'), '{}'),
    coalesce(not bool_or(v.is_left), false) or exists (
      select from public.bundle_items b where b.bundle_product_id = goods_state.product_id and not exists (
        select from public.product_variants pv left join public.stock_levels l on l.id = pv.stock_level_id
        where pv.product_id = b.part_product_id and pv.archived_at is null and (b.part_variant_id is null or pv.id = b.part_variant_id) and (l.id is null or l.on_hand > l.reserved)))
  from (select pv.options, l.id is null or l.on_hand > l.reserved as is_left
    from public.product_variants pv left join public.stock_levels l on l.id = pv.stock_level_id
    where pv.product_id = goods_state.product_id and pv.archived_at is null) v $$;
revoke all on function app.goods_state from public;
grant execute on function app.goods_state to service_role;

create or replace function app.refresh_catalog_entries(product_ids text[]) returns void language sql set search_path = '' as $$
  delete from public.catalog_entries c where c.product_id = any (product_ids)
    and not exists (select from public.products p join public.sellers s on s.id = p.seller_id
      where p.id = c.product_id and p.status = 'published' and s.lifecycle = 'active');
  with entries as (
    insert into public.catalog_entries as c (product_id, seller_id, seller_slug, seller_name, kind, type, slug, title, summary, tags, works_with, price_minor, currency,
      price_band, latest_version, released_at, published_at, brand, condition, sizes, is_sold_out, image, parts, search, search_all, search_title, sort_title, slice)
    select p.id, s.id, s.slug, s.name, p.kind, p.type, p.slug, p.title, p.summary, p.tags, p.works_with, m.amount_minor, m.currency,
      case when m.amount_minor = 0 then 'free'
           when m.amount_minor < 20 * 10 ^ app.currency_exponent(m.currency) then 'under-20'
           when m.amount_minor < 50 * 10 ^ app.currency_exponent(m.currency) then '20-to-50'
           when m.amount_minor < 100 * 10 ^ app.currency_exponent(m.currency) then '50-to-100'
           else 'over-100' end,
      v.version, coalesce(v.released_at, p.published_at), p.published_at, p.brand, p.condition, g.sizes, g.is_sold_out,
      (select jsonb_build_object('id', i.id, 'sha256', i.sha256, 'alt', i.alt, 'width', i.width, 'height', i.height)
        from public.product_images i where i.product_id = p.id order by i.position, i.id limit 1),
      (select jsonb_agg(jsonb_build_object('slug', part.slug, 'kind', part.type) order by b.position, part.id)
        from public.bundle_items b join public.products part on part.id = b.part_product_id where b.bundle_product_id = p.id),
      w.known, strip(w.known || to_tsvector('english', app.search_words(left(p.description, 4000)))), ts_filter(w.known, '{a}'), lower(p.title),
      -- Drawn for new entries only, or every refresh would use up numbers.
      case when exists (select from public.catalog_entries k where k.product_id = p.id) then 0 else nextval('app.catalog_entry_no') / 4096 end
    from public.products p
    join public.sellers s on s.id = p.seller_id
    join lateral (
      select pr.amount_minor, pr.currency from public.product_variants pv join public.prices pr on pr.variant_id = pv.id
      where pv.product_id = p.id and pv.archived_at is null and pr.archived_at is null
      -- Of several currencies the shop's own.
      order by pv.position, pr.currency <> 'usd', pr.created_at, pr.id limit 1) m on true
    left join lateral (
      select pv.version, pv.released_at from public.product_versions pv
      where pv.product_id = p.id and pv.published_at is not null and pv.yanked_at is null order by pv.sort_key desc limit 1) v on true
    cross join lateral app.goods_state(p.id) g
    cross join lateral (
      select app.search_vector(p.title, 'A')
        || app.search_vector(app.words(p.tags) || ' ' || app.words(p.works_with) || ' ' || p.type || ' ' || p.brand || ' ' || app.words(g.all_sizes), 'B')
        || setweight(to_tsvector('english', app.search_words(p.summary)), 'C') || app.search_vector(s.name, 'C') as known) w
    where p.id = any (product_ids) and p.status = 'published' and s.lifecycle = 'active'
    on conflict (product_id) do update set
      seller_id = excluded.seller_id, seller_slug = excluded.seller_slug, seller_name = excluded.seller_name, kind = excluded.kind, type = excluded.type,
      slug = excluded.slug, title = excluded.title, summary = excluded.summary, tags = excluded.tags, works_with = excluded.works_with,
      price_minor = excluded.price_minor, currency = excluded.currency, price_band = excluded.price_band, latest_version = excluded.latest_version,
      released_at = excluded.released_at, published_at = excluded.published_at, brand = excluded.brand, condition = excluded.condition, sizes = excluded.sizes,
      is_sold_out = excluded.is_sold_out, image = excluded.image, parts = excluded.parts,
      search = excluded.search, search_all = excluded.search_all, search_title = excluded.search_title, sort_title = excluded.sort_title
    returning c.title, c.tags, c.works_with, c.summary, c.seller_name, c.brand),
  -- In order, so that two writers of the same new words never wait for each other crosswise.
  words as (
    select distinct word from entries e, unnest(tsvector_to_array(to_tsvector('simple', app.search_words(
      e.title || ' ' || app.words(e.tags) || ' ' || app.words(e.works_with) || ' ' || e.summary || ' ' || e.seller_name || ' ' || e.brand
      || ' ' || regexp_replace(e.title || ' ' || app.words(e.works_with), '(\w)[./_-](\w)', '\1\2', 'g'))))) word
    where length(word) between 2 and 40 and word !~ '^\d+$' order by word)
  insert into public.catalog_words (word) select word from words where not exists (select from public.catalog_words k where k.word = words.word) on conflict do nothing;
  insert into public.catalog_changes default values;
$$;

create or replace function app.count_catalog_entries() returns json language sql stable set search_path = '' as $$
  select json_build_object('total', (select count(*) from public.catalog_entries), 'facets', json_build_object(
    'types', (select coalesce(json_agg(f), '[]') from (select type as value, null as label, count(*) as count from public.catalog_entries group by 1 order by 3 desc, type collate "C" limit 40) f),
    'tags', (select coalesce(json_agg(f), '[]') from (select value, null as label, count(*) as count from public.catalog_entries, unnest(tags) value group by 1 order by 3 desc, value collate "C" limit 40) f),
    'worksWith', (select coalesce(json_agg(f), '[]') from (select value, null as label, count(*) as count from public.catalog_entries, unnest(works_with) value group by 1 order by 3 desc, value collate "C" limit 40) f),
    'priceBands', (select coalesce(json_agg(f), '[]') from (select price_band as value, null as label, count(*) as count from public.catalog_entries group by 1 order by 3 desc, price_band collate "C" limit 40) f),
    'brands', (select coalesce(json_agg(f), '[]') from (select brand as value, null as label, count(*) as count from public.catalog_entries where brand <> '' group by 1 order by 3 desc, brand collate "C" limit 40) f),
    'conditions', (select coalesce(json_agg(f), '[]') from (select condition as value, null as label, count(*) as count from public.catalog_entries where condition is not null group by 1 order by 3 desc, condition collate "C" limit 40) f),
    'sizes', (select coalesce(json_agg(f), '[]') from (select value, null as label, count(*) as count from public.catalog_entries, unnest(sizes) value where sizes <> '{}' group by 1 order by 3 desc, value collate "C" limit 40) f),
    'sellers', (select coalesce(json_agg(f), '[]') from (select seller_slug as value, min(seller_name) as label, count(*) as count from public.catalog_entries group by 1 order by 3 desc, seller_slug collate "C" limit 40) f))) $$;

create or replace function app.filter_conditions(filters jsonb) returns text language sql immutable set search_path = '' as $$
  select coalesce(string_agg(format(case when key like 'not%' then ' and not (%s)' else ' and %s' end,
    format(case when known.is_array then '%s && %L::text[]' else '%s = any (%L::text[])' end, known.name, array(select jsonb_array_elements_text(value)))), ''), '')
  from jsonb_each(filters) join (values
    ('types', 'type', false), ('notTypes', 'type', false), ('tags', 'tags', true), ('notTags', 'tags', true), ('worksWith', 'works_with', true),
    ('priceBands', 'price_band', false), ('brands', 'brand', false), ('conditions', 'condition', false), ('sizes', 'sizes', true),
    ('sellers', 'seller_slug', false), ('notSellers', 'seller_slug', false)) known (filter, name, is_array) on known.filter = key
  where jsonb_array_length(value) > 0 $$;

alter type app.candidate add attribute brand text, add attribute condition text, add attribute sizes text[];

create or replace function app.search_candidates(tokens text[], phrase text, filters jsonb, sort text, after_key text, after_id text) returns setof app.candidate
language plpgsql volatile set search_path = '' set random_page_cost = 1.1 set client_min_messages = warning rows 240 as $$
declare
  cap constant integer := 240;
  query tsquery := app.all_of(app.token_queries(tokens));
  is_approximate boolean := false;
  conditions text := app.filter_conditions(filters);
  selection text := 'product_id, (1000000 * ts_rank(''{0.05, 0.1, 0.3, 1}'', search, %L))::bigint + case when sort_title = %L then 2000000 when starts_with(sort_title, %2$L) then 500000 else 0 end as rank,
    type, tags, works_with, price_band, seller_slug, seller_name, released_at, price_minor, sort_title, %3$L::boolean, %4$L::boolean, brand, condition, sizes';
  ids text[] := '{}';
  ordering text := case sort when 'newest' then 'released_at' when 'title' then 'sort_title collate "C"' else 'price_minor' end;
  is_descending boolean := sort in ('newest', 'price-high');
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

-- A size that sells out, or comes back, is told to the listing by a job: the sale itself holds the stock's lock and should hold no other.
-- Nothing happens between the two, so an ordinary sale costs one comparison.
create function app.relist_stock() returns trigger language plpgsql security definer set search_path = '' as $$ begin
  -- No key: two sales that sell out two sizes at once would wait for each other's job.
  perform app.enqueue('relist-product', json_build_object('productId', new.product_id));
  return null;
end $$;
revoke all on function app.relist_stock from public;
create trigger relist after update of on_hand, reserved on stock_levels for each row
  when ((old.on_hand = old.reserved) is distinct from (new.on_hand = new.reserved)) execute function app.relist_stock();

select app.refresh_catalog_entries(coalesce(array_agg(id), '{}')) from products;
