-- What a credit paid was paid for too: a period paid with credit lets its holder review what the membership or plan gives.
-- Rollback: restore app.has_paid_period of 20261121011200.
set lock_timeout = '5s';

-- Whether a period of a subscription was paid for, with money or a credit, and not given back whole: of a trial's first order nothing was.
create or replace function app.has_paid_period(subscription text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.subscriptions s join public.order_items i on i.id = s.order_item_id join public.orders o on o.id = i.order_id
    where s.id = subscription and o.paid_at is not null and i.refunded_minor + i.disputed_minor < i.total_minor + i.credit_minor
    union all
    select from public.orders o join public.order_items i on i.order_id = o.id
    where o.subscription_id = subscription and o.paid_at is not null and i.refunded_minor + i.disputed_minor < i.total_minor + i.credit_minor) $$;
