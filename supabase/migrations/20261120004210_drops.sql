-- Timed drops: units that are drawn among those who entered, in an order anybody can check afterwards.
-- Rollback: drop the tables of this file, newest first.
set lock_timeout = '5s';

create table drops (
  id text primary key,
  product_id text not null references products on delete cascade,
  seller_id text not null references sellers,
  entries_open_at timestamptz not null,
  entries_close_at timestamptz not null,
  per_person_cap integer not null check (per_person_cap between 1 and 20),
  claim_hours integer not null check (claim_hours between 1 and 168),
  -- sha256 of the seed, public from the start; the seed itself nobody reads until `revealed_seed` holds it, after the draw.
  seed_hash text not null check (seed_hash ~ '^[0-9a-f]{64}$'),
  seed text not null check (seed ~ '^[0-9a-f]{64}$'),
  revealed_seed text check (revealed_seed = seed),
  -- sha256 of the list of entries, written when it closes: from then on nothing of it can be changed unseen.
  entries_root text check (entries_root ~ '^[0-9a-f]{64}$'),
  closed_at timestamptz,
  drawn_at timestamptz,
  -- Nobody can claim any more; what is left is for everybody.
  ended_at timestamptz,
  canceled_at timestamptz,
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  check (entries_close_at > entries_open_at),
  check ((closed_at is null) = (entries_root is null)),
  check ((drawn_at is null) = (revealed_seed is null)),
  check (drawn_at is null or closed_at is not null),
  check (ended_at is null or drawn_at is not null),
  check (canceled_at is null or drawn_at is null)
);
create index drops_product on drops (product_id, created_at desc);
create index drops_seller on drops (seller_id, created_at desc);
create index drops_created_by on drops (created_by);
create index drops_due on drops (entries_close_at) where ended_at is null and canceled_at is null;
call app.protect('drops');
grant select (id, product_id, seller_id, entries_open_at, entries_close_at, per_person_cap, claim_hours, seed_hash, revealed_seed, entries_root, closed_at, drawn_at, ended_at, canceled_at, created_at)
  on drops to anon, authenticated;
create policy drops_of_readable_products on drops for select to anon, authenticated using (exists (select from products p where p.id = product_id));

-- What a drop gives out, per variant.
create table drop_variants (
  drop_id text not null references drops on delete cascade,
  variant_id text not null references product_variants,
  units integer not null check (units between 1 and 100000),
  -- Until then only winners buy the variant.
  released_at timestamptz,
  primary key (drop_id, variant_id)
);
-- A variant is kept for one drop at a time.
create unique index drop_variants_kept on drop_variants (variant_id) where released_at is null;
create index drop_variants_variant on drop_variants (variant_id);
call app.protect('drop_variants');
grant select on drop_variants to anon, authenticated;
create policy drop_variants_of_readable_drops on drop_variants for select to anon, authenticated using (exists (select from drops d where d.id = drop_id));

create table drop_entries (
  id text primary key,
  drop_id text not null,
  -- A person enters once.
  user_id uuid not null references users,
  variant_id text not null,
  quantity integer not null check (quantity between 1 and 20),
  -- sha256 of drop, entry, person, variant and quantity.
  entry_hash text not null check (entry_hash ~ '^[0-9a-f]{64}$'),
  entered_at timestamptz not null,
  -- From one; null until the draw.
  rank integer check (rank > 0),
  -- What the draw gave; later rounds, from what others left, raise only `won_quantity`.
  drawn_quantity integer not null default 0 check (drawn_quantity between 0 and won_quantity),
  won_quantity integer not null default 0 check (won_quantity between 0 and quantity),
  claim_expires_at timestamptz,
  -- What was not claimed in time has gone to others.
  lapsed_at timestamptz,
  foreign key (drop_id, variant_id) references drop_variants (drop_id, variant_id) on delete cascade,
  unique (drop_id, user_id),
  unique (drop_id, entry_hash),
  unique (drop_id, rank),
  check ((won_quantity = 0) = (claim_expires_at is null)),
  check (lapsed_at is null or won_quantity > 0)
);
create index drop_entries_variant on drop_entries (drop_id, variant_id, rank);
create index drop_entries_user on drop_entries (user_id, entered_at desc);
call app.protect('drop_entries');
grant select on drop_entries to authenticated;
create policy drop_entries_own on drop_entries for select to authenticated using (user_id = (select auth.uid()));

-- What winners ordered. A claim whose reservation was released counts no more.
create table drop_claims (
  entry_id text not null references drop_entries on delete cascade,
  order_id text not null references orders on delete cascade,
  variant_id text not null references product_variants,
  quantity integer not null check (quantity > 0),
  claimed_at timestamptz not null,
  primary key (entry_id, order_id)
);
create index drop_claims_order on drop_claims (order_id);
create index drop_claims_variant on drop_claims (variant_id);
call app.protect('drop_claims');
grant select on drop_claims to authenticated;
create policy drop_claims_own on drop_claims for select to authenticated using (entry_id in (select e.id from drop_entries e where e.user_id = (select auth.uid())));
