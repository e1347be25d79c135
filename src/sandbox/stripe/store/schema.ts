import type { Pool } from 'pg';

// Objects are documents: what Stripe shows (`doc`) and what it keeps to itself (`hidden`), so that a new resource needs no new table.
// Databases made before keys were held in memory have a column `run` that nothing fills; it is dropped.
const STATEMENTS = `
create schema if not exists stripe_double;
create table if not exists stripe_double.objects (
  id text not null,
  kind text not null,
  position bigint generated always as identity,
  created bigint not null,
  doc jsonb not null,
  hidden jsonb not null default '{}'
);
alter table stripe_double.objects add column if not exists account text not null default '';
-- Ids that callers choose (coupons, products) are unique within an account only.
do $$ begin
  if not exists (select from pg_constraint where conname = 'objects_id_account' and conrelid = 'stripe_double.objects'::regclass) then
    alter table stripe_double.objects drop constraint if exists objects_pkey, add constraint objects_id_account primary key (id, account);
  end if;
end $$;
update stripe_double.objects set hidden = hidden || '{"shippingRates": []}' where kind = 'checkout.session' and not hidden ? 'shippingRates';
create index if not exists objects_of_account on stripe_double.objects (account, kind, position desc);
create index if not exists objects_newest on stripe_double.objects (kind, position desc);
drop index if exists stripe_double.objects_doc;
create index if not exists objects_fields on stripe_double.objects using gin (doc jsonb_path_ops) where kind not in ('event', 'price', 'product');
create index if not exists prices_of_product on stripe_double.objects ((doc->>'product')) where kind = 'price';
create index if not exists events_of_object on stripe_double.objects ((doc #>> '{data,object,id}')) where kind = 'event';
create table if not exists stripe_double.idempotency_keys (
  key text primary key,
  fingerprint text not null,
  route text not null,
  claimed_at timestamptz not null default now(),
  request_id text not null,
  status integer,
  body text
);
alter table stripe_double.idempotency_keys drop column if exists run;
create table if not exists stripe_double.due_tasks (
  task text not null,
  object_id text not null,
  due_at bigint not null,
  primary key (task, object_id)
);
alter table stripe_double.due_tasks add column if not exists account text not null default '';
-- Of what is due in the same second, what was arranged first happens first.
alter table stripe_double.due_tasks add column if not exists place bigint generated always as identity;
create index if not exists due_tasks_next on stripe_double.due_tasks (due_at);
create table if not exists stripe_double.deliveries (
  id bigint generated always as identity primary key,
  event_id text not null,
  endpoint_id text not null,
  state text not null check (state in ('waiting', 'held', 'delivered', 'given_up')),
  attempts integer not null default 0,
  next_attempt_at bigint not null,
  last_status integer,
  last_error text,
  delivered_at bigint
);
create index if not exists deliveries_next on stripe_double.deliveries (next_attempt_at) where state = 'waiting';
create index if not exists deliveries_event on stripe_double.deliveries (event_id);
create table if not exists stripe_double.delivery_attempts (
  id bigint generated always as identity primary key,
  delivery_id bigint not null,
  event_id text not null,
  endpoint_id text not null,
  at bigint not null,
  duration_ms integer not null,
  status integer,
  error text,
  response text
);
create index if not exists delivery_attempts_event on stripe_double.delivery_attempts (event_id);
create table if not exists stripe_double.settings (name text primary key, value jsonb not null);
`;

/** Creates the double's own schema where it is missing. May be run by several processes at once. */
export async function createSchema(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    // "create if not exists" still races with itself; the lock makes the second starter wait.
    await client.query("select pg_advisory_xact_lock(hashtext('stripe_double'))");
    await client.query(STATEMENTS);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
