-- What a person reading an ingest report needs besides the sentence: a stable code, and what was let pass with a warning.
-- Rollback: drop the columns of this file.
set lock_timeout = '5s';

alter table ingest_results
  add column code text,
  -- [{item, field, code, message}]
  add column warnings jsonb not null default '[]';
