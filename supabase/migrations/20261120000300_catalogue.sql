-- Sellers, what they sell, its releases, and the public listing made of it.
-- Rollback: drop the tables of this file, newest first.
set lock_timeout = '5s';

create table sellers (
  id text primary key,
  organization_id text not null unique references organizations,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  name text not null check (length(name) between 1 and 120),
  tagline text not null default '' check (length(tagline) <= 200),
  about text not null default '' check (length(about) <= 20000),
  country char(2),
  lifecycle text not null default 'applied' check (lifecycle in ('applied', 'active', 'suspended', 'closed')),
  fee_bps integer not null default 800 check (fee_bps between 0 and 10000),
  stripe_account_id text unique,
  created_at timestamptz not null default now()
);

create function app.seller_ids() returns text[] language sql stable security definer set search_path = '' as
  $$ select coalesce(array_agg(s.id), '{}') from public.sellers s where s.organization_id = any (app.org_ids()) $$;
revoke all on function app.seller_ids from public;
grant execute on function app.seller_ids to authenticated;

call app.protect('sellers');
grant select (id, slug, name, tagline, about, country, lifecycle, created_at) on sellers to anon, authenticated;
create policy sellers_storefront on sellers for select to anon using (lifecycle = 'active');
create policy sellers_storefront_or_own on sellers for select to authenticated using (lifecycle = 'active' or organization_id = any ((select app.org_ids())::text[]));

create table products (
  id text primary key,
  seller_id text not null references sellers,
  kind text not null check (kind in ('download', 'physical', 'api', 'bundle', 'membership')),
  type text not null check (type in ('node', 'next', 'runbook', 'jupyter', 'prompt', 'physical', 'api', 'bundle', 'membership')),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  title text not null check (length(title) between 1 and 120),
  summary text not null default '' check (length(summary) <= 240),
  description text not null default '' check (length(description) <= 100000),
  status text not null default 'draft' check (status in ('draft', 'in_review', 'published', 'archived', 'delisted')),
  tags text[] not null default '{}',
  works_with text[] not null default '{}',
  external_url text check (external_url ~ '^https://'),
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (status <> 'published' or published_at is not null)
);
create index products_seller on products (seller_id, created_at desc);
create index products_status on products (status, created_at desc);
call app.protect('products');
grant select on products to anon, authenticated;
create policy products_published on products for select to anon using (status = 'published');
create policy products_published_or_own on products for select to authenticated using (status = 'published' or seller_id = any ((select app.seller_ids())::text[]));

create table product_variants (
  id text primary key,
  product_id text not null references products on delete cascade,
  seller_id text not null references sellers,
  sku text not null unique,
  -- The licence sold: for one person, or for everyone in the buying organization.
  license text check (license in ('personal', 'team')),
  download_limit integer check (download_limit > 0),
  position integer not null default 0,
  archived_at timestamptz,
  unique (product_id, license)
);
create index product_variants_seller on product_variants (seller_id);
call app.protect('product_variants');
grant select on product_variants to anon, authenticated;
create policy product_variants_public on product_variants for select to anon, authenticated
  using (exists (select from products p where p.id = product_id));

create table prices (
  id text primary key,
  variant_id text not null references product_variants on delete cascade,
  amount_minor bigint not null check (amount_minor between 0 and 99999999),
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  archived_at timestamptz,
  created_at timestamptz not null default now()
);
-- One live price per variant and currency: a changed price is a new row, so an order can point at what was charged.
create unique index prices_live on prices (variant_id, currency) where archived_at is null;
create index prices_variant on prices (variant_id, created_at desc);
call app.protect('prices');
grant select on prices to anon, authenticated;
create policy prices_public on prices for select to anon, authenticated
  using (exists (select from product_variants v where v.id = variant_id));

create table product_versions (
  id text primary key,
  product_id text not null references products on delete cascade,
  version text not null check (version ~ '^\d+\.\d+\.\d+(-[0-9a-z.-]+)?(\+[0-9a-z.-]+)?$'),
  -- Orders as semver does, computed when the row is made (ingest/to-sort-key.ts).
  sort_key text not null collate "C",
  changelog text not null default '' check (length(changelog) <= 20000),
  -- sha256 over manifest and files: the same version with another hash is refused.
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  released_at timestamptz not null default now(),
  published_at timestamptz,
  yanked_at timestamptz,
  yanked_reason text check (length(yanked_reason) <= 500),
  created_at timestamptz not null default now(),
  unique (product_id, version),
  check ((yanked_at is null) = (yanked_reason is null))
);
create index product_versions_order on product_versions (product_id, sort_key desc);
-- A published version never changes; only yanking is allowed.
create function app.keep_published_version() returns trigger language plpgsql set search_path = '' as $$ begin
  if old.published_at is not null and (new.product_id, new.version, new.sort_key, new.changelog, new.content_hash, new.published_at, new.released_at)
    is distinct from (old.product_id, old.version, old.sort_key, old.changelog, old.content_hash, old.published_at, old.released_at) then
    raise exception 'version % is published and cannot change', old.version using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_published before update on product_versions for each row execute function app.keep_published_version();
call app.protect('product_versions');
grant select on product_versions to anon, authenticated;
create policy product_versions_published on product_versions for select to anon
  using (published_at is not null and exists (select from products p where p.id = product_id));
create policy product_versions_published_or_own on product_versions for select to authenticated
  using (exists (select from products p where p.id = product_id and (product_versions.published_at is not null or p.seller_id = any ((select app.seller_ids())::text[]))));

create table assets (
  id text primary key,
  version_id text not null references product_versions on delete cascade,
  role text not null check (role in ('archive', 'preview', 'cover', 'readme')),
  -- Made from ids only, never from anything a person typed.
  storage_key text not null unique check (storage_key ~ '^[a-z0-9_/.-]+$' and storage_key !~ '\.\.'),
  file_name text not null check (length(file_name) between 1 and 200),
  content_type text not null,
  bytes bigint not null check (bytes >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- The list of files inside an archive, [{path, bytes}], for the contents tab.
  contents jsonb not null default '[]',
  created_at timestamptz not null default now()
);
-- One archive, one preview, one readme per version.
create unique index assets_role on assets (version_id, role);
call app.protect('assets');
-- The archive's key is nobody's but the service's; what a visitor may know is columns of the rest.
grant select (id, version_id, role, file_name, content_type, bytes, sha256, contents, created_at) on assets to anon, authenticated;
create policy assets_of_readable_versions on assets for select to anon, authenticated
  using (exists (select from product_versions v where v.id = version_id));

-- The public listing: one row per published product and only those, so its policy is `true` and the planner may use
-- the text indexes (under a policy it may not, because text search is not leakproof). Written by app.refresh_catalog_entries alone.
create table catalog_entries (
  product_id text primary key references products on delete cascade,
  seller_id text not null references sellers,
  seller_slug text not null,
  seller_name text not null,
  kind text not null,
  type text not null,
  slug text not null unique,
  title text not null,
  summary text not null,
  tags text[] not null,
  works_with text[] not null,
  price_minor bigint not null,
  currency char(3) not null,
  -- Which price band of the facet the entry falls in, in its own currency's major units.
  price_band text not null check (price_band in ('free', 'under-20', '20-to-50', '50-to-100', 'over-100')),
  latest_version text,
  released_at timestamptz not null,
  published_at timestamptz not null,
  search_text text not null,
  search tsvector not null
);
create index catalog_entries_newest on catalog_entries (released_at desc, product_id desc);
create index catalog_entries_type on catalog_entries (type, released_at desc, product_id desc);
create index catalog_entries_seller on catalog_entries (seller_id, released_at desc, product_id desc);
create index catalog_entries_price on catalog_entries (price_minor, product_id);
create index catalog_entries_title on catalog_entries (title collate "C", product_id);
create index catalog_entries_tags on catalog_entries using gin (tags);
create index catalog_entries_works_with on catalog_entries using gin (works_with);
create index catalog_entries_search on catalog_entries using gin (search);
create index catalog_entries_trigram on catalog_entries using gin (search_text extensions.gin_trgm_ops);
call app.protect('catalog_entries');
grant select on catalog_entries to anon, authenticated;
create policy catalog_entries_public on catalog_entries for select to anon, authenticated using (true);

-- Decimal places of a currency; the same table as shared/money.ts, held equal by a test.
create function app.currency_exponent(currency text) returns int language sql immutable parallel safe set search_path = '' as $$
  select case when currency in ('bif','clp','djf','gnf','jpy','kmf','krw','mga','pyg','rwf','vnd','vuv','xaf','xof','xpf') then 0
              when currency in ('bhd','jod','kwd','omr','tnd') then 3 else 2 end $$;
grant execute on function app.currency_exponent to anon, authenticated, service_role;

-- Brings the listing of these products up to date with their tables; call it in the transaction that changed them.
create function app.refresh_catalog_entries(product_ids text[]) returns void language sql set search_path = '' as $$
  delete from public.catalog_entries c where c.product_id = any (product_ids)
    and not exists (select from public.products p join public.sellers s on s.id = p.seller_id
      where p.id = c.product_id and p.status = 'published' and s.lifecycle = 'active');
  insert into public.catalog_entries as c
  select p.id, s.id, s.slug, s.name, p.kind, p.type, p.slug, p.title, p.summary, p.tags, p.works_with, m.amount_minor, m.currency,
    case when m.amount_minor = 0 then 'free'
         when m.amount_minor < 20 * 10 ^ app.currency_exponent(m.currency) then 'under-20'
         when m.amount_minor < 50 * 10 ^ app.currency_exponent(m.currency) then '20-to-50'
         when m.amount_minor < 100 * 10 ^ app.currency_exponent(m.currency) then '50-to-100'
         else 'over-100' end,
    v.version, coalesce(v.released_at, p.published_at), p.published_at,
    lower(p.title || ' ' || app.words(p.tags) || ' ' || app.words(p.works_with) || ' ' || s.name),
    setweight(to_tsvector('english', p.title), 'A') || setweight(to_tsvector('english', app.words(p.tags) || ' ' || app.words(p.works_with) || ' ' || p.type), 'B')
      || setweight(to_tsvector('english', p.summary || ' ' || s.name), 'C') || setweight(to_tsvector('english', left(p.description, 4000)), 'D')
  from public.products p
  join public.sellers s on s.id = p.seller_id
  join lateral (
    select pr.amount_minor, pr.currency from public.product_variants pv join public.prices pr on pr.variant_id = pv.id
    where pv.product_id = p.id and pv.archived_at is null and pr.archived_at is null
    order by pv.position, pr.created_at limit 1) m on true
  left join lateral (
    select pv.version, pv.released_at from public.product_versions pv
    where pv.product_id = p.id and pv.published_at is not null and pv.yanked_at is null order by pv.sort_key desc limit 1) v on true
  where p.id = any (product_ids) and p.status = 'published' and s.lifecycle = 'active'
  on conflict (product_id) do update set
    seller_id = excluded.seller_id, seller_slug = excluded.seller_slug, seller_name = excluded.seller_name, kind = excluded.kind, type = excluded.type,
    slug = excluded.slug, title = excluded.title, summary = excluded.summary, tags = excluded.tags, works_with = excluded.works_with,
    price_minor = excluded.price_minor, currency = excluded.currency, price_band = excluded.price_band, latest_version = excluded.latest_version,
    released_at = excluded.released_at, published_at = excluded.published_at, search_text = excluded.search_text, search = excluded.search
$$;
revoke all on function app.refresh_catalog_entries from public;
grant execute on function app.refresh_catalog_entries to service_role;

create table ingest_runs (
  id text primary key,
  seller_id text not null references sellers,
  started_by uuid references users on delete set null,
  source text not null check (length(source) <= 500),
  status text not null default 'running' check (status in ('running', 'finished', 'failed')),
  accepted integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
create index ingest_runs_seller on ingest_runs (seller_id, started_at desc);
create index ingest_runs_started_by on ingest_runs (started_by);
call app.protect('ingest_runs');

create table ingest_results (
  run_id text not null references ingest_runs on delete cascade,
  position integer not null,
  item text not null,
  outcome text not null check (outcome in ('created', 'new_version', 'completed', 'unchanged', 'draft', 'refused', 'skipped')),
  field text,
  message text not null default '',
  product_id text references products on delete set null,
  version text,
  primary key (run_id, position)
);
create index ingest_results_product on ingest_results (product_id);
call app.protect('ingest_results');
