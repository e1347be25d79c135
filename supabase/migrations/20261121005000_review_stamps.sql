-- When a review was written and changed is the database's to say, and whoever has come to sell the product changes theirs no more.
-- Rollback: drop function app.stamp_review_edit cascade; restore app.stamp_review, the grants and the policy reviews_own_update of 20261121004200.
set lock_timeout = '5s';

revoke insert (created_at), update (edited_at) on reviews from authenticated;

create or replace function app.stamp_review() returns trigger language plpgsql security definer set search_path = '' as $$ begin
  select proof.order_item_id, proof.entitlement_id, proof.version, proof.form into new.order_item_id, new.entitlement_id, new.version, new.form from app.review_proof(new.product_id, new.author_id) proof;
  if not found then raise exception 'only who bought a product may review it' using errcode = 'insufficient_privilege'; end if;
  select p.seller_id into new.seller_id from public.products p where p.id = new.product_id;
  select p.display_name into new.author_name from public.profiles p where p.user_id = new.author_id;
  new.created_at := date_trunc('milliseconds', now());
  return new;
end $$;

create function app.stamp_review_edit() returns trigger language plpgsql set search_path = '' as $$ begin
  new.edited_at := date_trunc('milliseconds', now());
  return new;
end $$;
revoke all on function app.stamp_review_edit from public;
-- Saying the same again is no edit.
create trigger stamp_edit before update of rating, title, body on reviews for each row
  when ((new.rating, new.title, new.body) is distinct from (old.rating, old.title, old.body)) execute function app.stamp_review_edit();

drop policy reviews_own_update on reviews;
create policy reviews_own_update on reviews for update to authenticated using (
  author_id = (select auth.uid()) and hidden_at is null and seller_id <> all ((select app.seller_ids())::text[]));
