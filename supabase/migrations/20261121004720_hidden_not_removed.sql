-- A message an admin decides against is hidden, not emptied: what stood for its removal goes.
-- Rollback: add the column removed_at to messages again.
set lock_timeout = '5s';

alter table messages drop column removed_at;

create or replace function app.keep_message() returns trigger language plpgsql set search_path = '' as $$ begin
  if (new.id, new.thread_id, new.seq, new.side, new.client_id, new.created_at) is distinct from (old.id, old.thread_id, old.seq, old.side, old.client_id, old.created_at)
    or (new.author_id is distinct from old.author_id and new.author_id is not null)
    or (new.body <> old.body and new.deleted_at is null)
    or (old.deleted_at is not null and new.deleted_at is distinct from old.deleted_at) then
    raise exception 'a message is not rewritten' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
