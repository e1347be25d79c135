-- Ways to what is held about one person that do not lead past everybody's: their mails by their address, and the audit log's lines that name them.
-- Rollback: restore app.redact_audit of 20261121004110; drop index audit_log_names, email_outbox_to_address; drop function app.names_in.
set lock_timeout = '5s';

create index email_outbox_to_address on email_outbox (to_address);

-- What stands by itself in details of the log, such as an address or a name. Longer words are no names, and too long for an index.
create function app.names_in(before jsonb, after jsonb) returns text[] language sql immutable parallel safe set search_path = '' as $$
  select coalesce(array_agg(distinct found.word #>> '{}'), '{}') from (
    select jsonb_path_query(before, 'strict $.** ? (@.type() == "string")') as word
    union all
    select jsonb_path_query(after, 'strict $.** ? (@.type() == "string")')) found
  where octet_length(found.word #>> '{}') <= 1000 $$;
revoke all on function app.names_in from public;
grant execute on function app.names_in to service_role;
create index audit_log_names on audit_log using gin (app.names_in(before, after));

-- As before it takes out a word where it is all of a detail, and nowhere else.
create or replace function app.redact_audit(person uuid, words text[]) returns bigint language plpgsql security definer set search_path = '' as $$
declare word text; changed bigint := 0; touched bigint;
begin
  perform set_config('app.redacting', 'audit_log', true);
  foreach word in array words loop
    if length(word) >= 2 then
      update public.audit_log set before = replace(before::text, to_json(word)::text, '"(erased)"')::jsonb, after = replace(after::text, to_json(word)::text, '"(erased)"')::jsonb
      where app.names_in(before, after) @> array[word];
      get diagnostics touched = row_count;
      changed := changed + touched;
    end if;
  end loop;
  perform set_config('app.redacting', '', true);
  return changed;
end $$;
