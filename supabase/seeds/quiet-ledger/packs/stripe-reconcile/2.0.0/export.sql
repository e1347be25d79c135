-- The Stripe account as your ledger sees it, for one month.
select t.key as reference, e.currency, e.amount_minor, t.posted_at
  from ledger_entries e
  join ledger_transactions t on t.id = e.transaction_id
 where e.account = 'stripe'
   and t.posted_at >= date '2026-06-01' and t.posted_at < date '2026-07-01'
 order by t.posted_at;
