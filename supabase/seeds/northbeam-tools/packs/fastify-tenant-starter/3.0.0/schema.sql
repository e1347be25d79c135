create role app login;

create table tenants (
  id   uuid primary key default gen_random_uuid(),
  name text not null
);

create table projects (
  id         uuid primary key default gen_random_uuid(),
  tenant_id  uuid not null references tenants (id) default current_setting('app.tenant_id')::uuid,
  name       text not null check (length(name) between 1 and 120),
  created_at timestamptz not null default now()
);

create index projects_by_tenant on projects (tenant_id, created_at desc);

alter table projects enable row level security;
alter table projects force row level security;

-- nullif: outside of a tenant transaction the setting is empty, and an empty tenant sees nothing.
create policy projects_of_tenant on projects
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);

grant select, insert, update on projects to app;
