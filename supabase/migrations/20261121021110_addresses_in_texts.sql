-- Ways to the messages that name an address, and to notifications by their cause, that do not lead past everybody's: for erasing one person.
-- Rollback: drop index email_outbox_addresses, notifications_addresses, notifications_cause; drop function app.addresses_in.
set lock_timeout = '5s';

-- The addresses that stand in a text, without what is around them. Of one with other signs in it the part from the last of these on: so it is for what is looked for as well.
-- Longer ones are none, and too long for an index.
create function app.addresses_in(words text) returns text[] language sql immutable parallel safe set search_path = '' as $$
  select coalesce(array_agg(distinct found[1]), '{}') from regexp_matches(words collate "C", '[\w.+-]+@[\w-]+(?:\.\w[\w-]*)*', 'g') found where octet_length(found[1]) <= 320 $$;
revoke all on function app.addresses_in from public;
grant execute on function app.addresses_in to service_role;

-- What the HTML of a message says, its text does. Most name none, and are not in here.
create index email_outbox_addresses on email_outbox using gin (app.addresses_in(subject || ' ' || text_body)) where strpos(subject || ' ' || text_body, '@') > 0;
create index notifications_addresses on notifications using gin (app.addresses_in(title || ' ' || body)) where strpos(title || ' ' || body, '@') > 0;
create index notifications_cause on notifications (dedupe_key);
