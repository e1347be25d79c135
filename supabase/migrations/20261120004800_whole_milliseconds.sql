-- Times that Postgres writes by itself are whole milliseconds, as those of the application are: a list is paged by them, and a page's end would
-- otherwise fall between two of them.
-- Rollback: set the defaults of these columns back to now().
set lock_timeout = '5s';

do $$ declare one record; begin
  for one in select c.table_name, c.column_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_default = 'now()'
  loop
    execute format('alter table public.%I alter column %I set default date_trunc(''milliseconds'', now())', one.table_name, one.column_name);
  end loop;
end $$;
update sellers set created_at = date_trunc('milliseconds', created_at) where created_at <> date_trunc('milliseconds', created_at);
