-- Links with which a platform's customer sees its own usage, without signing in.
-- Rollback: drop table usage_links.
set lock_timeout = '5s';

create table usage_links (
  id text primary key,
  customer_id text not null references customers,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_by uuid references users on delete set null,
  created_at timestamptz not null
);
create index usage_links_customer on usage_links (customer_id, created_at desc);
create index usage_links_created_by on usage_links (created_by);
call app.protect('usage_links');
grant select on usage_links to authenticated;
create policy usage_links_seller on usage_links for select to authenticated using (
  customer_id in (select c.id from customers c where c.platform_id = any ((select app.platform_ids())::text[])));
