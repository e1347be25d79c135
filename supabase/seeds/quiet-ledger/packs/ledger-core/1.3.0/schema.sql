create table ledger_transactions (
  id        bigint generated always as identity primary key,
  key       text        not null unique,
  memo      text        not null,
  posted_at timestamptz not null default now()
);

create table ledger_entries (
  id             bigint generated always as identity primary key,
  transaction_id bigint  not null references ledger_transactions (id),
  account        text    not null,
  currency       char(3) not null check (currency = lower(currency)),
  amount_minor   bigint  not null check (amount_minor <> 0)
);

create index ledger_entries_by_account on ledger_entries (account, currency, id);
create index ledger_entries_by_transaction on ledger_entries (transaction_id);

create function ledger_check_sum() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from ledger_entries where transaction_id = new.transaction_id
     group by currency having sum(amount_minor) <> 0
  ) then
    raise exception 'Transaction % does not sum to zero', new.transaction_id;
  end if;
  return null;
end $$;

-- Deferred to commit: in between, a transaction is allowed to be incomplete.
create constraint trigger ledger_sum after insert on ledger_entries
  deferrable initially deferred for each row execute function ledger_check_sum();

create function ledger_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger only grows. Post a correction instead.';
end $$;

create trigger ledger_entries_frozen before update or delete on ledger_entries
  for each row execute function ledger_refuse();
create trigger ledger_transactions_frozen before update or delete on ledger_transactions
  for each row execute function ledger_refuse();
