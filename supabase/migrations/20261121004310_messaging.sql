-- What buyers and sellers write to each other: a thread per question about a product, or per seller's part of an order.
-- Rollback: drop function app.keep_message; drop tables message_attachments, messages, thread_reads, threads, correspondences.
set lock_timeout = '5s';

-- A buyer and a seller who have written, whatever about. Either may close it to the other; nobody writes past that.
create table correspondences (
  seller_id text not null references sellers,
  buyer_user_id uuid not null references users on delete cascade,
  blocked_by_buyer_at timestamptz,
  blocked_by_seller_at timestamptz,
  created_at timestamptz not null,
  primary key (seller_id, buyer_user_id)
);
create index correspondences_buyer on correspondences (buyer_user_id);
create index correspondences_newest on correspondences (seller_id, created_at);
call app.protect('correspondences');
grant select on correspondences to authenticated;
create policy correspondences_participants on correspondences for select to authenticated using (
  seller_id = any ((select app.seller_ids())::text[]) or buyer_user_id = (select auth.uid()));

create table threads (
  id text primary key,
  seller_id text not null,
  buyer_user_id uuid not null,
  -- What it is about: one of the two.
  product_id text references products on delete cascade,
  seller_order_id text references seller_orders on delete cascade,
  -- Number of the newest message, and of the newest from each side. Nothing was written yet while it is 0.
  last_seq integer not null default 0 check (last_seq >= 0),
  last_buyer_seq integer not null default 0 check (last_buyer_seq between 0 and last_seq),
  last_seller_seq integer not null default 0 check (last_seller_seq between 0 and last_seq),
  last_message_at timestamptz,
  created_at timestamptz not null,
  unique (id, seller_id, buyer_user_id),
  foreign key (seller_id, buyer_user_id) references correspondences (seller_id, buyer_user_id) on delete cascade,
  check (num_nonnulls(product_id, seller_order_id) = 1)
);
-- Of two who open it at once, one makes it.
create unique index threads_product on threads (buyer_user_id, product_id) where product_id is not null;
create unique index threads_order on threads (buyer_user_id, seller_order_id) where seller_order_id is not null;
create index threads_of_product on threads (product_id);
create index threads_of_order on threads (seller_order_id);
create index threads_buyer_newest on threads (buyer_user_id, last_message_at desc, id desc) where last_seq > 0;
create index threads_seller_newest on threads (seller_id, last_message_at desc, id desc) where last_seq > 0;
create index threads_correspondence on threads (seller_id, buyer_user_id);
create index threads_seller on threads (seller_id, created_at);
call app.protect('threads');
grant select on threads to authenticated;
create policy threads_participants on threads for select to authenticated using (
  seller_id = any ((select app.seller_ids())::text[]) or buyer_user_id = (select auth.uid()));

-- How far each person has read, and what they were written a mail about.
create table thread_reads (
  thread_id text not null references threads on delete cascade,
  user_id uuid not null references users on delete cascade,
  read_seq integer not null default 0 check (read_seq >= 0),
  told_seq integer not null default 0 check (told_seq >= 0),
  primary key (user_id, thread_id)
);
create index thread_reads_thread on thread_reads (thread_id);
call app.protect('thread_reads');
grant select on thread_reads to authenticated;
create policy thread_reads_own on thread_reads for select to authenticated using (user_id = (select auth.uid()));

create table messages (
  id text primary key,
  thread_id text not null,
  seller_id text not null,
  buyer_user_id uuid not null,
  seq integer not null check (seq > 0),
  side text not null check (side in ('buyer', 'seller')),
  -- Null: somebody who has left the shop.
  author_id uuid references users on delete set null,
  -- Named by the sender: sending again is the same message.
  client_id text not null check (length(client_id) between 8 and 64),
  body text not null check (length(body) <= 4000),
  -- Taken back by its author. What it said is gone; that it was said stays.
  deleted_at timestamptz,
  created_at timestamptz not null,
  unique (thread_id, seq),
  unique (thread_id, author_id, client_id),
  foreign key (thread_id, seller_id, buyer_user_id) references threads (id, seller_id, buyer_user_id) on delete cascade,
  check (deleted_at is null or body = '')
);
create index messages_author on messages (author_id, created_at desc);
create index messages_seller on messages (seller_id, created_at);
create index messages_buyer on messages (buyer_user_id, created_at);
call app.protect('messages');
grant select on messages to authenticated;
create policy messages_participants on messages for select to authenticated using (
  seller_id = any ((select app.seller_ids())::text[]) or buyer_user_id = (select auth.uid()));

-- What was written stays as it was written; it can only be taken back whole, and lose its author with the author's account.
create function app.keep_message() returns trigger language plpgsql set search_path = '' as $$ begin
  if (new.id, new.thread_id, new.seq, new.side, new.client_id, new.created_at) is distinct from (old.id, old.thread_id, old.seq, old.side, old.client_id, old.created_at)
    or (new.author_id is distinct from old.author_id and new.author_id is not null)
    or (new.body <> old.body and new.deleted_at is null)
    or (old.deleted_at is not null and new.deleted_at is distinct from old.deleted_at) then
    raise exception 'a message is not rewritten' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_message before update on messages for each row execute function app.keep_message();

create table message_attachments (
  id text primary key,
  thread_id text not null,
  seller_id text not null,
  buyer_user_id uuid not null,
  uploaded_by uuid references users on delete set null,
  -- Null: uploaded, and its message not sent.
  message_id text references messages on delete cascade,
  file_name text not null check (length(file_name) between 1 and 200),
  content_type text not null check (length(content_type) <= 100),
  bytes integer not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Of a picture, in pixels.
  width integer check (width > 0),
  height integer check (height > 0),
  created_at timestamptz not null,
  foreign key (thread_id, seller_id, buyer_user_id) references threads (id, seller_id, buyer_user_id) on delete cascade,
  check ((width is null) = (height is null))
);
create index message_attachments_message on message_attachments (message_id);
create index message_attachments_thread on message_attachments (thread_id);
create index message_attachments_uploader on message_attachments (uploaded_by);
create index message_attachments_unsent on message_attachments (created_at) where message_id is null;
create index message_attachments_seller on message_attachments (seller_id, created_at);
create index message_attachments_buyer on message_attachments (buyer_user_id, created_at);
call app.protect('message_attachments');
grant select on message_attachments to authenticated;
-- What is not sent is its uploader's alone.
create policy message_attachments_participants on message_attachments for select to authenticated using (
  (seller_id = any ((select app.seller_ids())::text[]) or buyer_user_id = (select auth.uid())) and (message_id is not null or uploaded_by = (select auth.uid())));
