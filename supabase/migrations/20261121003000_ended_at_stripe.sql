-- Whether an end here has come about at Stripe, so that one that has not is tried again.
-- Rollback: drop the column of this file.
set lock_timeout = '5s';

-- When Stripe was seen to have ended it as well, with nothing left there that could still be paid.
alter table subscriptions add column stripe_ended_at timestamptz;
