-- What a bank's dispute costs beside the disputed money: Stripe keeps the fee also when a dispute is won, and takes another while evidence is looked at.
-- Rollback: restore the check of ledger_transactions.
set lock_timeout = '5s';

alter table ledger_transactions drop constraint ledger_transactions_source_type_check;
alter table ledger_transactions add constraint ledger_transactions_source_type_check check (source_type in
  ('payment', 'refund', 'refund_reversal', 'dispute', 'dispute_reversal', 'dispute_fee', 'transfer', 'transfer_reversal'));
