-- What people are told in the shop and by mail, and what of it they want.
-- Rollback: drop function app.wants_mail; drop tables mail_opt_outs, notification_preferences, notifications; alter table email_outbox drop column topic.
set lock_timeout = '5s';

create table notifications (
  id text primary key,
  user_id uuid not null references users on delete cascade,
  type text not null check (type ~ '^[a-z_]{1,40}$'),
  title text not null check (length(title) between 1 and 300),
  body text not null default '' check (length(body) <= 600),
  -- A path of the shop, never another's address.
  href text not null check (href ~ '^/([^/\\]|$)' and length(href) <= 500),
  dedupe_key text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  -- One reason, one notification to each, however often it is told.
  unique (user_id, dedupe_key)
);
create index notifications_newest on notifications (user_id, created_at desc, id desc);
create index notifications_unread on notifications (user_id, created_at desc, id desc) where read_at is null;
call app.protect('notifications');
grant select, update (read_at) on notifications to authenticated;
create policy notifications_own on notifications for select to authenticated using (user_id = (select auth.uid()));
create policy notifications_own_read on notifications for update to authenticated using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

create table notification_preferences (
  user_id uuid not null references users on delete cascade,
  type text not null check (type ~ '^[a-z_]{1,40}$'),
  -- Null: what the type has at first.
  in_app boolean,
  mail boolean,
  updated_at timestamptz not null,
  primary key (user_id, type)
);
call app.protect('notification_preferences');
grant select, insert, update (in_app, mail, updated_at) on notification_preferences to authenticated;
create policy notification_preferences_own on notification_preferences for select to authenticated using (user_id = (select auth.uid()));
create policy notification_preferences_own_insert on notification_preferences for insert to authenticated with check (user_id = (select auth.uid()));
create policy notification_preferences_own_update on notification_preferences for update to authenticated using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

-- Addresses without an account that want no more mail of a type. The address itself is not kept: its SHA-256 is enough to leave it in peace.
create table mail_opt_outs (
  address_hash text not null check (address_hash ~ '^[0-9a-f]{64}$'),
  type text not null check (type ~ '^[a-z_]{1,40}$'),
  created_at timestamptz not null,
  primary key (address_hash, type)
);
call app.protect('mail_opt_outs');

-- The type a message can be switched off under, for its links; null where it must arrive.
alter table email_outbox add column topic text check (topic ~ '^[a-z_]{1,40}$');

-- Whether whoever reads this address takes mail of a type, of the account that has it and of those that have none.
create function app.wants_mail(address text, topic text) returns boolean language sql stable set search_path = '' as $$
  select not exists (
      select from public.mail_opt_outs o where o.type = topic and o.address_hash = encode(sha256(convert_to(lower(address), 'utf8')), 'hex'))
    and not exists (
      select from public.users u join public.notification_preferences p on p.user_id = u.id where u.email = lower(address) and p.type = topic and p.mail = false)
$$;
revoke all on function app.wants_mail from public;
grant execute on function app.wants_mail to service_role;
