-- What Stripe paid from sellers' accounts to their banks, why a reversal was refused, and the index that sums a seller's orders.
-- Rollback: drop table bank_payouts; drop index ledger_entries_account_order; drop transfer_reversals.failure.
set lock_timeout = '5s';

-- A seller's open amounts are sums per order: read from the index alone.
create index ledger_entries_account_order on ledger_entries (account_id, order_id, amount_minor);

alter table transfer_reversals add column failure text not null default '' check (length(failure) <= 500);

-- Stripe's own payouts, from a seller's account there to the seller's bank. No money of ours moves by them: they are shown, once each.
create table bank_payouts (
  id text primary key,
  seller_id text not null references sellers,
  stripe_payout_id text not null unique,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  status text not null check (status in ('pending', 'in_transit', 'paid', 'failed', 'canceled')),
  failure text not null default '' check (length(failure) <= 500),
  created_at timestamptz not null,
  arrives_at timestamptz,
  -- When Stripe was asked; a younger answer is not overwritten by an older.
  read_at timestamptz not null
);
create index bank_payouts_seller on bank_payouts (seller_id, created_at desc, id desc);
call app.protect('bank_payouts');
grant select on bank_payouts to authenticated;
create policy bank_payouts_seller on bank_payouts for select to authenticated using (seller_id = any ((select app.seller_ids())::text[]));
