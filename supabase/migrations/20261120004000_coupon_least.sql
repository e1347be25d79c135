-- The currency of a coupon's least subtotal, for coupons in percent: 5000 are fifty dollars, not five thousand yen.
-- Rollback: drop the column.
set lock_timeout = '5s';

alter table coupons
  add column min_currency char(3) check (min_currency ~ '^[a-z]{3}$'),
  add constraint coupons_least_has_currency check (min_subtotal_minor = 0 or coalesce(currency, min_currency) is not null);
