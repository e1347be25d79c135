-- What people report, what admins decided about it, and what its author said against that.
-- Rollback: drop tables moderation_reports, moderation_cases; drop the column and put app.keep_message back as it was.
set lock_timeout = '5s';

create table moderation_cases (
  id text primary key,
  subject_type text not null check (subject_type in ('review', 'message', 'product')),
  subject_id text not null check (length(subject_id) <= 100),
  -- The seller it concerns; of a product, the one who answers for it.
  seller_id text references sellers,
  -- Who wrote it. Set with the decision; null for a product, and for somebody who has left the shop.
  author_user_id uuid references users on delete set null,
  status text not null default 'open' check (status in ('open', 'upheld', 'dismissed', 'appealed')),
  opened_at timestamptz not null,
  decided_by uuid references users on delete set null,
  decision_reason text check (length(decision_reason) between 1 and 1000),
  decided_at timestamptz,
  -- How the thing is called where its author reads of it.
  subject_title text check (length(subject_title) <= 300),
  -- What was removed, and what it takes to put it back.
  kept jsonb,
  appeal_text text check (length(appeal_text) between 1 and 2000),
  appealed_at timestamptz,
  appeal_decided_by uuid references users on delete set null,
  appeal_reason text check (length(appeal_reason) between 1 and 1000),
  appeal_decided_at timestamptz,
  check ((decided_at is null) = (status = 'open')),
  check ((decided_at is null) = (decision_reason is null)),
  check ((appealed_at is null) = (appeal_text is null)),
  check ((appeal_decided_at is null) = (appeal_reason is null)),
  check (appealed_at is null or decided_at is not null),
  check (appeal_decided_at is null or appealed_at is not null),
  check ((status = 'appealed') = (appealed_at is not null and appeal_decided_at is null))
);
-- One case at a time about one thing: of two who report it at once, one opens it and both count.
create unique index moderation_cases_one on moderation_cases (subject_type, subject_id) where status in ('open', 'appealed');
create index moderation_cases_subject on moderation_cases (subject_type, subject_id, opened_at desc);
create index moderation_cases_queue on moderation_cases (status, opened_at, id);
create index moderation_cases_newest on moderation_cases (opened_at, id);
create index moderation_cases_seller on moderation_cases (seller_id, opened_at);
create index moderation_cases_author on moderation_cases (author_user_id, opened_at);
create index moderation_cases_decider on moderation_cases (decided_by);
create index moderation_cases_appeal_decider on moderation_cases (appeal_decided_by);
call app.protect('moderation_cases');
-- Whose it is reads what was decided, and never who decided or who reported.
grant select (id, subject_type, subject_id, seller_id, author_user_id, status, opened_at, decision_reason, decided_at, subject_title, appeal_text, appealed_at, appeal_reason, appeal_decided_at)
  on moderation_cases to authenticated;
create policy moderation_cases_author on moderation_cases for select to authenticated using (
  (decided_at is not null and status <> 'dismissed' or appealed_at is not null)
  and (author_user_id = (select auth.uid()) or (subject_type = 'product' and seller_id = any ((select app.seller_ids())::text[]))));

create table moderation_reports (
  id text primary key,
  case_id text not null references moderation_cases on delete cascade,
  -- Null: somebody who has left the shop.
  reported_by uuid references users on delete set null,
  reason text not null check (reason in ('spam', 'abuse', 'misleading', 'unlawful', 'rights', 'other')),
  details text check (length(details) between 1 and 2000),
  created_at timestamptz not null,
  -- One per person: reporting again counts once.
  unique (case_id, reported_by)
);
create index moderation_reports_case on moderation_reports (case_id, created_at);
create index moderation_reports_reporter on moderation_reports (reported_by);
create index moderation_reports_created on moderation_reports (created_at);
call app.protect('moderation_reports');

-- Whether it was an admin who took the message away.
alter table messages add column removed_at timestamptz check (removed_at is null or deleted_at is not null);

-- What was written stays as it was written; it can only be taken back whole, and lose its author with the author's account. What an admin removed can come back.
create or replace function app.keep_message() returns trigger language plpgsql set search_path = '' as $$ begin
  if (new.id, new.thread_id, new.seq, new.side, new.client_id, new.created_at) is distinct from (old.id, old.thread_id, old.seq, old.side, old.client_id, old.created_at)
    or (new.author_id is distinct from old.author_id and new.author_id is not null) then
    raise exception 'a message is not rewritten' using errcode = 'restrict_violation';
  end if;
  if old.removed_at is not null and new.removed_at is null and new.deleted_at is null then return new; end if;
  if (new.body <> old.body and new.deleted_at is null) or (old.deleted_at is not null and new.deleted_at is distinct from old.deleted_at) then
    raise exception 'a message is not rewritten' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
