-- What an item costs each time, as it was when it was ordered, and paid invoices among what the reconciler sees.
-- Rollback: drop order_items.recurring_minor; delete the sightings of kind invoice and put the old check back.
set lock_timeout = '5s';

alter table order_items
  add column recurring_minor bigint check (recurring_minor >= 0),
  -- Not validated against what is there: nothing recurring was ordered before.
  add constraint order_items_recurring check ((recurring_minor is null) = ("interval" is null)) not valid;

alter table reconciliation_sightings drop constraint reconciliation_sightings_kind_check;
alter table reconciliation_sightings add constraint reconciliation_sightings_kind_check check (kind in ('session', 'invoice', 'refund', 'dispute')) not valid;
