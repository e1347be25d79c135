-- Discovery: what people said and looked at, lists of candidates made ahead, what goes with what, experiments and who was shown what.
-- Rollback: drop table recommendation_exposures, experiments, product_neighbours, discovery_candidates, discovery_signals.
set lock_timeout = '5s';

-- One row per thing known of a person or of a visitor with a cookie; nothing else of them is kept for discovery. Swept when expired.
create table discovery_signals (
  id text primary key,
  user_id uuid references users on delete cascade,
  visitor_id text check (length(visitor_id) between 1 and 100),
  kind text not null check (kind in ('role', 'tool', 'problem', 'view')),
  -- The answer's word; of a view the product's id.
  value text not null check (length(value) between 1 and 60),
  product_id text references products on delete cascade,
  seen integer not null default 1 check (seen > 0),
  first_at timestamptz not null,
  last_at timestamptz not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  check (num_nonnulls(user_id, visitor_id) = 1),
  check ((kind = 'view') = (product_id is not null)),
  check (product_id is null or product_id = value),
  check (first_at <= last_at and last_at < expires_at)
);
-- Seeing it again counts in the same row.
create unique index discovery_signals_user on discovery_signals (user_id, kind, value);
create unique index discovery_signals_visitor on discovery_signals (visitor_id, kind, value);
create index discovery_signals_product on discovery_signals (product_id);
create index discovery_signals_expiry on discovery_signals (expires_at);
call app.protect('discovery_signals');
grant select on discovery_signals to authenticated;
create policy discovery_signals_own on discovery_signals for select to authenticated using (user_id = (select auth.uid()));

-- The best of what shares one trait ("works:postgres", "tag:queue", "type:node") and of everything ("all"), the most popular first. A list lags; whoever reads it asks the listing what is still there.
create table discovery_candidates (
  list text not null check (length(list) between 1 and 120),
  rank integer not null check (rank > 0),
  product_id text not null references products on delete cascade,
  -- 0 to 1.
  popularity real not null check (popularity between 0 and 1),
  primary key (list, rank)
);
create index discovery_candidates_product on discovery_candidates (product_id);
call app.protect('discovery_candidates');
grant select on discovery_candidates to anon, authenticated;
create policy discovery_candidates_public on discovery_candidates for select to anon, authenticated using (true);

-- Learned: what the same people choose. Names nobody, and nothing that only one person chose is in it.
create table product_neighbours (
  product_id text not null references products on delete cascade,
  neighbour_id text not null references products on delete cascade,
  -- Cosine, shrunk towards nothing while few people stand behind it: 0 to 1.
  score real not null check (score > 0 and score <= 1),
  people integer not null check (people > 1),
  primary key (product_id, neighbour_id),
  check (product_id <> neighbour_id)
);
create index product_neighbours_neighbour on product_neighbours (neighbour_id);
call app.protect('product_neighbours');
grant select on product_neighbours to anon, authenticated;
create policy product_neighbours_public on product_neighbours for select to anon, authenticated using (true);

create table experiments (
  id text primary key,
  name text not null check (length(name) between 1 and 80),
  hypothesis text not null default '' check (length(hypothesis) <= 500),
  place text not null check (place in ('home')),
  -- [{strategy, weight}], the first one being what the others are compared with. Never changed once it has started.
  arms jsonb not null check (jsonb_typeof(arms) = 'array' and jsonb_array_length(arms) between 2 and 4),
  traffic_percent integer not null check (traffic_percent between 1 and 100),
  created_by uuid references users on delete set null,
  created_at timestamptz not null,
  started_at timestamptz,
  stopped_at timestamptz,
  check (stopped_at is null or started_at <= stopped_at)
);
-- Two at one place would be in each other's way.
create unique index experiments_running on experiments (place) where started_at is not null and stopped_at is null;
create index experiments_created on experiments (created_at desc, id desc);
create index experiments_created_by on experiments (created_by);
call app.protect('experiments');
-- Who is shown something asks which experiment runs; its results stay with the service.
grant select (id, place, arms, traffic_percent, started_at, stopped_at) on experiments to anon, authenticated;
create policy experiments_now on experiments for select to anon, authenticated using (started_at is not null and stopped_at is null);

create function app.keep_started_experiment() returns trigger language plpgsql set search_path = '' as $$ begin
  if old.started_at is not null and (new.place, new.arms, new.traffic_percent, new.started_at) is distinct from (old.place, old.arms, old.traffic_percent, old.started_at)
    or old.stopped_at is distinct from new.stopped_at and old.stopped_at is not null then
    raise exception 'experiment % has started and cannot change', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_started before update on experiments for each row execute function app.keep_started_experiment();

-- Who was shown recommendations within an experiment: once per subject and day, whatever is asked in how many tabs.
create table recommendation_exposures (
  -- The recommendation id that clicks carry.
  id text primary key,
  experiment_id text not null references experiments on delete cascade,
  strategy text not null check (strategy in ('rules', 'learned', 'blend', 'popular')),
  -- sha256 of the person or visitor: enough to count each once.
  subject text not null check (length(subject) = 64),
  user_id uuid references users on delete cascade,
  day date not null,
  shown_at timestamptz not null,
  unique (experiment_id, subject, day)
);
create index recommendation_exposures_user on recommendation_exposures (user_id);
create index recommendation_exposures_subject on recommendation_exposures (subject);
call app.protect('recommendation_exposures');
