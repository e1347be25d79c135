-- What people keep to come back to, with what it cost and which version it was when they last heard of it.
-- Rollback: drop trigger tell_drop on catalog_entries; drop table favorites and the functions of this file.
set lock_timeout = '5s';

create table favorites (
  user_id uuid not null references users on delete cascade,
  product_id text not null references products on delete cascade,
  created_at timestamptz not null,
  -- What the person last saw or was told. A drop is told below this only, so that a price that goes up and down is no news.
  price_seen_minor bigint not null check (price_seen_minor >= 0),
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  version_seen text,
  primary key (user_id, product_id)
);
create index favorites_product on favorites (product_id);
create index favorites_newest on favorites (user_id, created_at desc, product_id desc);
call app.protect('favorites');
grant select on favorites to authenticated;
grant insert (user_id, product_id, created_at) on favorites to authenticated;
grant delete on favorites to authenticated;
create policy favorites_own on favorites for select to authenticated using (user_id = (select auth.uid()));
create policy favorites_own_insert on favorites for insert to authenticated with check (user_id = (select auth.uid()));
create policy favorites_own_delete on favorites for delete to authenticated using (user_id = (select auth.uid()));

-- Only what is listed; its price and version as listed now, whatever the writer says.
create function app.stamp_favorite() returns trigger language plpgsql set search_path = '' as $$ begin
  select e.price_minor, e.currency, e.latest_version into new.price_seen_minor, new.currency, new.version_seen from public.catalog_entries e where e.product_id = new.product_id;
  if not found then raise exception 'only what is for sale can be a favourite' using errcode = 'foreign_key_violation'; end if;
  return new;
end $$;
revoke all on function app.stamp_favorite from public;
create trigger stamp before insert on favorites for each row execute function app.stamp_favorite();

-- A listed price that falls is told by a job, if anybody waits for it. No key: two that are lowered at once would wait for each other's.
create function app.tell_price_drop() returns trigger language plpgsql security definer set search_path = '' as $$ begin
  if exists (select from public.favorites f where f.product_id = new.product_id) then
    perform app.enqueue('tell-price-drop', json_build_object('productId', new.product_id));
  end if;
  return null;
end $$;
revoke all on function app.tell_price_drop from public;
create trigger tell_drop after update of price_minor on catalog_entries for each row
  when (new.price_minor < old.price_minor and new.currency = old.currency) execute function app.tell_price_drop();
