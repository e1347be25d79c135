-- What a run of a prompt reserved of its answer, and what all it reserved costs: the price is that of its start, also where its model is taken off the list before the run is ended.
-- Rollback: alter table prompt_runs drop column reserved_micros, drop column reserved_output_tokens.
set lock_timeout = '5s';

alter table prompt_runs
  -- Part of reserved_tokens: the longest answer it may get.
  add column reserved_output_tokens integer not null default 0 check (reserved_output_tokens >= 0),
  -- Millionths of a US dollar.
  add column reserved_micros bigint not null default 0 check (reserved_micros >= 0);
