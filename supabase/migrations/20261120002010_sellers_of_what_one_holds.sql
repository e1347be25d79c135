-- A buyer goes on seeing who made what they hold, also when the seller has closed; and when Stripe was last asked of an account.
-- Rollback: drop policy sellers_of_what_one_holds on sellers; drop function app.held_seller_ids; alter table sellers drop column stripe_read_at.
set lock_timeout = '5s';

-- Of an answer that arrives late, so that it does not overwrite a younger one.
alter table sellers add column stripe_read_at timestamptz;

create function app.held_seller_ids() returns text[] language sql stable security definer set search_path = '' as
  $$ select coalesce(array_agg(distinct p.seller_id), '{}') from public.products p where p.id = any (app.held_product_ids()) $$;
revoke all on function app.held_seller_ids from public;
grant execute on function app.held_seller_ids to authenticated;
create policy sellers_of_what_one_holds on sellers for select to authenticated using (id = any ((select app.held_seller_ids())::text[]));
