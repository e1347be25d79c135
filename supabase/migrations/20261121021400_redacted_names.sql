-- A name is taken out of the audit log where it is this person's: in lines about them or of theirs, and beside their address. Who chooses another's name, or a word of
-- the log, and is erased, empties nobody else's lines.
-- Rollback: restore app.redact_audit of 20261121011210.
set lock_timeout = '5s';

-- The first word is the address, which is nobody else's. Whether it stands beside a name is asked before it is taken out.
create or replace function app.redact_audit(person uuid, words text[]) returns bigint language plpgsql security definer set search_path = '' as $$
declare word text; changed bigint := 0; touched bigint;
begin
  perform set_config('app.redacting', 'audit_log', true);
  foreach word in array words[2:] || words[1] loop
    if length(word) >= 2 then
      update public.audit_log set before = replace(before::text, to_json(word)::text, '"(erased)"')::jsonb, after = replace(after::text, to_json(word)::text, '"(erased)"')::jsonb
      where app.names_in(before, after) @> array[word]
        and (word = words[1] or actor_user_id = person or target_id = person::text or app.names_in(before, after) @> array[words[1]]);
      get diagnostics touched = row_count;
      changed := changed + touched;
    end if;
  end loop;
  perform set_config('app.redacting', '', true);
  return changed;
end $$;
