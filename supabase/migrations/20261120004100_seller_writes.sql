-- What a seller's members may write of their own products by themselves, and the one door through which they bring the listing up to date.
-- Rollback: drop the policies and functions of this file, revoke its grants; alter table product_variants drop constraint product_variants_seller_sku, add unique (sku).
set lock_timeout = '5s';

-- Sellers this person belongs to that may still write: not the suspended, closed, declined or merely applied.
create function app.writing_seller_ids() returns text[] language sql stable security definer set search_path = '' as
  $$ select coalesce(array_agg(s.id), '{}') from public.sellers s where s.organization_id = any (app.org_ids()) and s.lifecycle in ('approved', 'active') $$;
revoke all on function app.writing_seller_ids from public;
grant execute on function app.writing_seller_ids to authenticated;

-- A stock keeping unit is the seller's own word: two sellers may use the same.
alter table product_variants drop constraint product_variants_sku_key;
-- Checked at the end of a statement, so that two forms may swap theirs.
alter table product_variants add constraint product_variants_seller_sku unique (seller_id, sku) deferrable initially immediate;

-- Columns are granted one by one: seller, kind, slug and status are never a member's to set, so nothing is published past its review. What is under review,
-- archived or delisted rests; a row always belongs to the seller its product belongs to.
grant insert (id, seller_id, kind, type, slug, title, summary, description, tags, works_with, brand, condition, external_url, created_at, updated_at) on products to authenticated;
grant update (title, summary, description, tags, works_with, brand, condition, external_url, updated_at) on products to authenticated;
create policy products_own_insert on products for insert to authenticated with check (seller_id = any ((select app.writing_seller_ids())::text[]) and status = 'draft');
create policy products_own_update on products for update to authenticated
  using (seller_id = any ((select app.writing_seller_ids())::text[]) and status in ('draft', 'published'));

grant insert (id, product_id, seller_id, sku, license, position, options, title, weight_grams) on product_variants to authenticated;
grant update (sku, position, title, weight_grams, archived_at) on product_variants to authenticated;
create policy product_variants_own_insert on product_variants for insert to authenticated with check (
  seller_id = any ((select app.writing_seller_ids())::text[])
  and exists (select from products p where p.id = product_id and p.seller_id = product_variants.seller_id and p.status in ('draft', 'published')));
create policy product_variants_own_update on product_variants for update to authenticated using (
  seller_id = any ((select app.writing_seller_ids())::text[])
  and exists (select from products p where p.id = product_id and p.seller_id = product_variants.seller_id and p.status in ('draft', 'published')));

-- A price is only ever added or archived: what an order was charged stays readable.
grant insert (id, variant_id, amount_minor, currency, created_at) on prices to authenticated;
grant update (archived_at) on prices to authenticated;
create policy prices_own_insert on prices for insert to authenticated with check (
  exists (select from product_variants v join products p on p.id = v.product_id
    where v.id = variant_id and p.seller_id = any ((select app.writing_seller_ids())::text[]) and p.status in ('draft', 'published')));
create policy prices_own_update on prices for update to authenticated using (
  exists (select from product_variants v join products p on p.id = v.product_id
    where v.id = variant_id and p.seller_id = any ((select app.writing_seller_ids())::text[]) and p.status in ('draft', 'published')));

grant insert (id, product_id, seller_id, variant_id, sha256, alt, width, height, files, position, created_at) on product_images to authenticated;
grant update (alt, position) on product_images to authenticated;
grant delete on product_images to authenticated;
create policy product_images_own_insert on product_images for insert to authenticated with check (
  seller_id = any ((select app.writing_seller_ids())::text[])
  and exists (select from products p where p.id = product_id and p.seller_id = product_images.seller_id and p.status in ('draft', 'published')));
create policy product_images_own_update on product_images for update to authenticated using (
  seller_id = any ((select app.writing_seller_ids())::text[])
  and exists (select from products p where p.id = product_id and p.status in ('draft', 'published')));
create policy product_images_own_delete on product_images for delete to authenticated using (
  seller_id = any ((select app.writing_seller_ids())::text[])
  and exists (select from products p where p.id = product_id and p.status in ('draft', 'published')));

-- A bundle takes from its parts' prices, so a seller bundles its own products; bundles across sellers are the platform's to make.
grant insert on bundle_items to authenticated;
grant update (part_variant_id, position) on bundle_items to authenticated;
grant delete on bundle_items to authenticated;
create policy bundle_items_own_insert on bundle_items for insert to authenticated with check (
  exists (select from products b join products p on p.seller_id = b.seller_id
    where b.id = bundle_product_id and p.id = part_product_id and b.kind = 'bundle' and p.kind <> 'bundle'
      and b.seller_id = any ((select app.writing_seller_ids())::text[]) and b.status in ('draft', 'published'))
  and (part_variant_id is null or exists (select from product_variants v where v.id = part_variant_id and v.product_id = part_product_id)));
create policy bundle_items_own_update on bundle_items for update to authenticated
  using (exists (select from products b where b.id = bundle_product_id and b.seller_id = any ((select app.writing_seller_ids())::text[]) and b.status in ('draft', 'published')))
  with check (part_variant_id is null or exists (select from product_variants v where v.id = part_variant_id and v.product_id = part_product_id));
create policy bundle_items_own_delete on bundle_items for delete to authenticated using (
  exists (select from products b where b.id = bundle_product_id and b.seller_id = any ((select app.writing_seller_ids())::text[]) and b.status in ('draft', 'published')));

-- Brings the listing up to date with a member's own product, with the bundles it is a part of, and has the pages drawn anew: in the transaction that changed it.
-- Security definer, because the listing and the queue are the service's; it looks at nothing but who asks.
create function app.relist_own_product(product text) returns void language plpgsql security definer set search_path = '' as $$ begin
  if not exists (select from public.products p where p.id = product and p.seller_id = any (app.seller_ids()) and p.status = 'published') then return; end if;
  perform app.refresh_catalog_entries(array[product] || array(select i.bundle_product_id from public.bundle_items i where i.part_product_id = product order by 1));
  perform app.enqueue('refresh-pages', '{}'::json, 'refresh-pages');
end $$;
revoke all on function app.relist_own_product from public;
grant execute on function app.relist_own_product to authenticated;

-- What waits for review, longest first.
alter table products add column submitted_at timestamptz;
create index products_in_review on products (submitted_at, id) where status = 'in_review';
