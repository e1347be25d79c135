-- Runs of prompts in the page: what each one cost and what a day may cost. What people type and what models answer is kept nowhere.
-- Rollback: drop tables prompt_runs, prompt_user_days, prompt_seller_days.
set lock_timeout = '5s';

create table prompt_runs (
  id text primary key,
  user_id uuid not null references users on delete cascade,
  product_id text not null references products on delete cascade,
  version_id text not null references product_versions on delete cascade,
  seller_id text not null references sellers,
  -- Before buying: it takes one of the day's free runs.
  is_trial boolean not null,
  model text not null check (length(model) between 1 and 100),
  status text not null default 'started' check (status in ('started', 'finished', 'cut', 'failed')),
  -- The UTC day whose budgets it was taken from, also when it ends after midnight.
  day date not null,
  -- Taken from both budgets while it runs: the most it can use.
  reserved_tokens integer not null check (reserved_tokens > 0),
  input_tokens integer check (input_tokens >= 0),
  output_tokens integer check (output_tokens >= 0),
  -- Millionths of a US dollar.
  cost_micros bigint check (cost_micros >= 0),
  started_at timestamptz not null,
  ended_at timestamptz,
  check ((status = 'started') = (ended_at is null)),
  check (status = 'started' or num_nulls(input_tokens, output_tokens, cost_micros) = 0)
);
create index prompt_runs_user on prompt_runs (user_id, started_at desc);
create index prompt_runs_product on prompt_runs (product_id, started_at desc);
create index prompt_runs_seller on prompt_runs (seller_id, started_at desc);
create index prompt_runs_version on prompt_runs (version_id);
-- The sweep's list of those that nobody ended.
create index prompt_runs_open on prompt_runs (started_at) where status = 'started';
call app.protect('prompt_runs');
grant select (id, user_id, product_id, is_trial, model, status, input_tokens, output_tokens, started_at, ended_at) on prompt_runs to authenticated;
create policy prompt_runs_own on prompt_runs for select to authenticated using (user_id = (select auth.uid()));

-- What a person used on a day. One row, changed by conditional updates alone: it is what says no.
create table prompt_user_days (
  user_id uuid not null references users on delete cascade,
  day date not null,
  free_runs integer not null default 0 check (free_runs >= 0),
  tokens bigint not null default 0 check (tokens >= 0),
  primary key (user_id, day)
);
call app.protect('prompt_user_days');
grant select on prompt_user_days to authenticated;
create policy prompt_user_days_own on prompt_user_days for select to authenticated using (user_id = (select auth.uid()));

-- The same of a seller's prompts, whoever runs them; without a name of anybody, so it stays when a person goes.
create table prompt_seller_days (
  seller_id text not null references sellers on delete cascade,
  day date not null,
  runs integer not null default 0 check (runs >= 0),
  tokens bigint not null default 0 check (tokens >= 0),
  cost_micros bigint not null default 0 check (cost_micros >= 0),
  primary key (seller_id, day)
);
create index prompt_seller_days_day on prompt_seller_days (day);
call app.protect('prompt_seller_days');
grant select (seller_id, day, runs, tokens) on prompt_seller_days to authenticated;
create policy prompt_seller_days_of_sellers on prompt_seller_days for select to authenticated using (seller_id = any ((select app.seller_ids())::text[]));
