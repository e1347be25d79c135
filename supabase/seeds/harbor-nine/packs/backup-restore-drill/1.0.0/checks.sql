-- Questions a business person would ask. Replace the tables with yours, keep the questions.

-- How fresh is it? Compare with the minute you aimed for.
select max(created_at) as newest_order, now() - max(created_at) as age from orders;

-- Do last month's sales match the accounting export?
select date_trunc('month', paid_at) as month, currency, count(*), sum(amount_minor) / 100.0 as total
  from orders
 where paid_at >= date_trunc('month', now()) - interval '1 month' and paid_at < date_trunc('month', now())
 group by 1, 2;

-- Do rows that belong together still belong together?
select count(*) as items_without_order
  from order_items i left join orders o on o.id = i.order_id where o.id is null;

-- Will the next insert work? A sequence behind its table is the classic surprise.
select last_value >= (select coalesce(max(id), 0) from orders) as sequence_is_ahead from orders_id_seq;

-- Is any index damaged? Returns nothing but empty results when all is well.
create extension if not exists amcheck;
select c.relname, bt_index_check(c.oid, true)
  from pg_class c join pg_am a on a.oid = c.relam
 where a.amname = 'btree' and c.relkind = 'i' and c.relnamespace = 'public'::regnamespace;
