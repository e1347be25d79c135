-- Counts that keep what is said of a dispute in order, debit notes for refunds that did not arrive, and a column nothing was ever written to.
-- Rollback: drop both counts; restore the checks of invoices and invoice_counters; alter table dispute_items add column fee_minor bigint not null default 0 check (fee_minor >= 0).
set lock_timeout = '5s';

alter table disputes
  -- Movements of our balance that its fee is the sum of. Stripe only adds to them: of two words the one with more is the younger.
  add column movement_count integer not null default 0 check (movement_count >= 0),
  -- How often what it took fell anew on the items, so that each time is posted once.
  add column share_count integer not null default 0 check (share_count >= 0);

-- A dispute's fee is one sum, posted per item when it changes.
alter table dispute_items drop column fee_minor;

alter table invoices drop constraint invoices_kind_check;
alter table invoices add constraint invoices_kind_check check (kind in ('invoice', 'credit_note', 'debit_note'));
alter table invoice_counters drop constraint invoice_counters_kind_check;
alter table invoice_counters add constraint invoice_counters_kind_check check (kind in ('invoice', 'credit_note', 'debit_note'));
