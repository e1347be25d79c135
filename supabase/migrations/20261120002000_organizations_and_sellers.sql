-- Invitations into organizations, and a seller's way from applying to being paid.
-- Rollback: drop function app.admin_org_ids, app.own_sellers; drop table invitations; drop the columns added to sellers;
-- set sellers 'approved' or 'declined' back to 'applied' and put the old check on lifecycle back.
set lock_timeout = '5s';

-- Organizations this person speaks for: owner or admin of. Security definer like app.org_ids, and for the same reason.
create function app.admin_org_ids() returns text[] language sql stable security definer set search_path = '' as
  $$ select coalesce(array_agg(m.organization_id), '{}') from public.organization_members m where m.user_id = (select auth.uid()) and m.role in ('owner', 'admin') $$;
revoke all on function app.admin_org_ids from public;
grant execute on function app.admin_org_ids to authenticated;

create table invitations (
  id text primary key,
  organization_id text not null references organizations on delete cascade,
  -- The same normal form as users.email.
  email text not null check (email = lower(email) and email ~ '^[^\s@,;<>"]+@[^\s@,;<>"]+$' and length(email) <= 254),
  role text not null check (role in ('owner', 'admin', 'member')),
  -- sha256 of the token in the mail's link: a copy of this table opens no door.
  token_hash text not null unique,
  invited_by uuid references users on delete set null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references users on delete set null,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  check (accepted_at is null or revoked_at is null)
);
-- One open invitation per address: inviting again replaces it, and two at once cannot both stand.
create unique index invitations_open on invitations (organization_id, email) where accepted_at is null and revoked_at is null;
create index invitations_organization on invitations (organization_id, created_at desc);
create index invitations_invited_by on invitations (invited_by);
create index invitations_accepted_by on invitations (accepted_by);
call app.protect('invitations');
grant select (id, organization_id, email, role, invited_by, expires_at, accepted_at, accepted_by, revoked_at, created_at) on invitations to authenticated;
create policy invitations_admins_read on invitations for select to authenticated using (organization_id = any ((select app.admin_org_ids())::text[]));

alter table sellers drop constraint sellers_lifecycle_check;
alter table sellers
  add constraint sellers_lifecycle_check check (lifecycle in ('applied', 'approved', 'active', 'suspended', 'closed', 'declined')),
  -- What Stripe last said of the account; asked again, never taken from an event.
  add column charges_enabled boolean not null default false,
  add column payouts_enabled boolean not null default false,
  add column details_submitted boolean not null default false,
  -- What Stripe still wants, as a list of its own field names.
  add column requirements jsonb not null default '[]' check (jsonb_typeof(requirements) = 'array'),
  -- Why the seller was declined, suspended or closed, in the words the seller reads.
  add column lifecycle_reason text check (length(lifecycle_reason) <= 1000),
  add column applied_at timestamptz,
  add column applied_by uuid references users on delete set null,
  add column approved_at timestamptz,
  add column closed_at timestamptz,
  add column support_email text check (support_email ~ '^[^\s@,;<>"]+@[^\s@,;<>"]+$' and length(support_email) <= 254),
  -- Days from payment to the parcel's leaving.
  add column handling_days integer not null default 3 check (handling_days between 0 and 60);
create index sellers_applied_by on sellers (applied_by);
create index sellers_created on sellers (created_at desc, id desc);
create index sellers_lifecycle on sellers (lifecycle, created_at desc, id desc);

-- What only a seller's own members may know of it. Columns are granted to a role, not to a row, so row security alone cannot say this.
create function app.own_sellers() returns table (
  id text, organization_id text, role text, has_stripe_account boolean, charges_enabled boolean, payouts_enabled boolean, details_submitted boolean, requirements jsonb,
  lifecycle_reason text, applied_at timestamptz, approved_at timestamptz, closed_at timestamptz, support_email text, handling_days integer, fee_bps integer
) language sql stable security definer set search_path = '' as $$
  select s.id, s.organization_id, m.role, s.stripe_account_id is not null, s.charges_enabled, s.payouts_enabled, s.details_submitted, s.requirements,
    s.lifecycle_reason, s.applied_at, s.approved_at, s.closed_at, s.support_email, s.handling_days, s.fee_bps
  from public.organization_members m join public.sellers s on s.organization_id = m.organization_id where m.user_id = (select auth.uid()) $$;
revoke all on function app.own_sellers from public;
grant execute on function app.own_sellers to authenticated;
