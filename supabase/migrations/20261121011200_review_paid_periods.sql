-- A trial buys nothing: who may review has paid for the product, or for a period of the membership or plan that gives it.
-- Rollback: restore app.review_proof of 20261121004200; drop function app.has_paid_period.
set lock_timeout = '5s';

-- Whether a period of a subscription was paid for and not given back whole: of a trial's first order nothing was.
create function app.has_paid_period(subscription text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.subscriptions s join public.order_items i on i.id = s.order_item_id join public.orders o on o.id = i.order_id
    where s.id = subscription and o.paid_at is not null and i.refunded_minor + i.disputed_minor < i.total_minor
    union all
    select from public.orders o join public.order_items i on i.order_id = o.id
    where o.subscription_id = subscription and o.paid_at is not null and i.refunded_minor + i.disputed_minor < i.total_minor) $$;
revoke all on function app.has_paid_period from public;

-- What of a product this person may speak by: the newest item they paid for, were sent and did not give back, alone or in a bundle; else a free key, or one by a membership of which a
-- period was paid. Nothing for a trial, and nothing for those who sell it.
create or replace function app.review_proof(product text, person uuid) returns table (order_item_id text, entitlement_id text, version text, form text) language sql stable security definer set search_path = '' as $$
  select proof.order_item_id, proof.entitlement_id, proof.version, proof.form from (
    select i.id as order_item_id, null as entitlement_id, case when i.product_id = product then i.version end as version, case when i.product_id = product then i.variant_title else '' end as form,
      1 as rank, o.paid_at as since
    from public.order_items i join public.orders o on o.id = i.order_id
    where (i.product_id = product or i.bundle_product_id = product) and o.buyer_user_id = person and o.paid_at is not null and (i.total_minor > 0 or (i.trial_days = 0 and o.subscription_id is null))
      and i.refunded_minor + i.disputed_minor < greatest(i.total_minor, 1) and (i.kind <> 'physical' or i.shipped_quantity > 0)
    union all
    select null, e.id, (select v.version from public.product_versions v where v.product_id = product and v.published_at is not null and v.yanked_at is null order by v.sort_key desc limit 1), '', 2, e.starts_at
    from public.entitlements e
    where e.product_id = product and e.holder_user_id = person and e.revoked_at is null and (e.ends_at is null or e.ends_at > now())
      and (e.source = 'free' or (e.source = 'membership' and app.has_paid_period(e.subscription_id)))) proof
  where not exists (select from public.products p join public.sellers s on s.id = p.seller_id join public.organization_members m on m.organization_id = s.organization_id
    where p.id = product and m.user_id = person)
  order by proof.rank, proof.since desc, proof.order_item_id desc limit 1 $$;
