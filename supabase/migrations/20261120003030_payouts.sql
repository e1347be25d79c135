-- What sellers are owed and how they get it: more ledger accounts, payouts, transfers and their reversals, numbered documents.
-- Rollback: drop the tables of this file, newest first; drop ledger_entries.order_id; restore the checks it replaces.
set lock_timeout = '5s';

alter table ledger_accounts drop constraint ledger_accounts_name_check;
alter table ledger_accounts add constraint ledger_accounts_name_check check (name in ('stripe_clearing', 'platform_fees', 'seller_payable', 'promotions', 'tax_payable'));
alter table ledger_transactions drop constraint ledger_transactions_source_type_check;
alter table ledger_transactions add constraint ledger_transactions_source_type_check check (source_type in
  ('payment', 'refund', 'refund_reversal', 'dispute', 'dispute_reversal', 'transfer', 'transfer_reversal'));

-- What a seller is owed is asked per order: due dates, holds and transfers hang on it.
alter table ledger_entries add column order_id text references orders;
alter table ledger_entries disable trigger append_only;
update ledger_entries e set order_id = i.order_id from order_items i where i.id = e.order_item_id;
alter table ledger_entries enable trigger append_only;
create index ledger_entries_order on ledger_entries (order_id, account_id);

create table payouts (
  id text primary key,
  seller_id text not null references sellers,
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  amount_minor bigint not null check (amount_minor > 0),
  status text not null default 'pending' check (status in ('pending', 'paid', 'failed')),
  failure text not null default '' check (length(failure) <= 500),
  created_at timestamptz not null,
  paid_at timestamptz
);
create index payouts_seller on payouts (seller_id, created_at desc, id desc);
-- Two runs at once: one payout per seller and currency is under way.
create unique index payouts_one_pending on payouts (seller_id, currency) where status = 'pending';
call app.protect('payouts');
grant select on payouts to authenticated;
create policy payouts_seller on payouts for select to authenticated using (seller_id = any ((select app.seller_ids())::text[]));

-- The money of one order to one seller, as Stripe moves it.
create table transfers (
  id text primary key,
  payout_id text not null references payouts,
  seller_id text not null references sellers,
  order_id text not null references orders,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  status text not null default 'pending' check (status in ('pending', 'paid', 'failed')),
  failure text not null default '' check (length(failure) <= 500),
  stripe_transfer_id text unique,
  reversed_minor bigint not null default 0 check (reversed_minor between 0 and amount_minor),
  created_at timestamptz not null,
  settled_at timestamptz,
  unique (payout_id, order_id)
);
create index transfers_seller on transfers (seller_id, created_at desc);
create index transfers_order on transfers (order_id, seller_id);
create index transfers_pending on transfers (created_at) where status = 'pending';
call app.protect('transfers');
grant select on transfers to authenticated;
create policy transfers_seller on transfers for select to authenticated using (seller_id = any ((select app.seller_ids())::text[]));

-- Money fetched back from a seller because an order's was given or taken back.
create table transfer_reversals (
  id text primary key,
  transfer_id text not null references transfers,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  -- The refund or dispute that asked for it: once per cause and transfer.
  source_type text not null check (source_type in ('refund', 'dispute')),
  source_id text not null,
  -- `refused`: the seller's account did not hold enough; the debt is carried.
  status text not null default 'pending' check (status in ('pending', 'succeeded', 'refused')),
  stripe_reversal_id text unique,
  created_at timestamptz not null,
  settled_at timestamptz,
  unique (source_type, source_id, transfer_id)
);
create index transfer_reversals_transfer on transfer_reversals (transfer_id);
create index transfer_reversals_pending on transfer_reversals (created_at) where status = 'pending';
call app.protect('transfer_reversals');
grant select on transfer_reversals to authenticated;
create policy transfer_reversals_seller on transfer_reversals for select to authenticated using (
  transfer_id in (select t.id from transfers t where t.seller_id = any ((select app.seller_ids())::text[])));

-- Invoices and credit notes: numbered per seller and kind without a gap, because the number is taken in the transaction that writes the row.
create table invoice_counters (
  seller_id text not null references sellers,
  kind text not null check (kind in ('invoice', 'credit_note')),
  last_number integer not null default 0,
  primary key (seller_id, kind)
);
call app.protect('invoice_counters');

create table invoices (
  id text primary key,
  seller_id text not null references sellers,
  kind text not null check (kind in ('invoice', 'credit_note')),
  number integer not null check (number > 0),
  order_id text not null references orders,
  -- Of a credit note: what it credits.
  refund_id text references refunds,
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  total_minor bigint not null check (total_minor >= 0),
  -- Everything printed on it, as it was then.
  document jsonb not null,
  issued_at timestamptz not null,
  unique (seller_id, kind, number),
  unique nulls not distinct (kind, order_id, seller_id, refund_id)
);
create index invoices_order on invoices (order_id);
create index invoices_seller on invoices (seller_id, issued_at desc, id desc);
create index invoices_refund on invoices (refund_id);
call app.protect('invoices');
grant select on invoices to authenticated;
create policy invoices_buyer_or_seller on invoices for select to authenticated using (
  seller_id = any ((select app.seller_ids())::text[])
  or order_id in (select o.id from orders o where o.buyer_user_id = (select auth.uid()) or o.buyer_organization_id = any ((select app.org_ids())::text[])));
