-- One policy instead of two for who reads a seller: of several, Postgres evaluates each for every row.
-- Rollback: alter policy sellers_storefront_or_own without its last line; create policy sellers_of_what_one_holds anew.
set lock_timeout = '5s';

drop policy sellers_of_what_one_holds on sellers;
alter policy sellers_storefront_or_own on sellers using (
  lifecycle = 'active' or organization_id = any ((select app.org_ids())::text[])
  or id = any ((select app.held_seller_ids())::text[]));
