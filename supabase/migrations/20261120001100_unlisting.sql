-- What leaves the shop leaves the listing in the same transaction, whoever says so: a product that is no longer published, a seller who is no longer active.
-- Only this way round: coming back, like every other change, is app.refresh_catalog_entries, once for a whole batch.
-- Rollback: drop function app.unlist_product, app.unlist_seller cascade;

create function app.unlist_product() returns trigger language plpgsql set search_path = '' as $$ begin
  perform app.refresh_catalog_entries(array[new.id]);
  return null;
end $$;
revoke all on function app.unlist_product from public;
create trigger unlist after update of status on products for each row
  when (old.status = 'published' and new.status <> 'published') execute function app.unlist_product();

create function app.unlist_seller() returns trigger language plpgsql set search_path = '' as $$ begin
  perform app.refresh_catalog_entries(array(select id from public.products where seller_id = new.id));
  return null;
end $$;
revoke all on function app.unlist_seller from public;
create trigger unlist after update of lifecycle on sellers for each row
  when (old.lifecycle = 'active' and new.lifecycle <> 'active') execute function app.unlist_seller();
