import type { Action } from './action';

/** Time passes for some open orders: theirs is over, here and at Stripe, and the reconciler may look. */
const EXPIRE = `
  with over as (
    select id from orders where status = 'pending' and created_at < now() - interval '1 second' order by created_at limit $1),
  moved as (
    update orders o set expires_at = now() - interval '1 minute', created_at = least(o.created_at, now() - interval '3 minutes') from over where o.id = over.id returning o.id)
  update stripe_double.objects set doc = jsonb_set(doc, '{created}', to_jsonb((doc->>'created')::bigint - 180))
  where kind = 'checkout.session' and doc->>'client_reference_id' in (select id from moved)`;

const letExpire: Action = async ({ stage }, random) => {
  await stage.sql(EXPIRE, [1 + random.below(3)]);
  await stage.sql(`select app.enqueue('reconcile-orders', '{}'::json, 'cron:reconcile-orders')`);
  return true;
};

const runJob = (task: string): Action => async ({ stage }) => {
  await stage.sql(`select app.enqueue($1, '{}'::json, $2)`, [task, `cron:${task}`]);
  return true;
};

const makeFundsAvailable: Action = async ({ stage }) => {
  await stage.control('settle', { funds: 'all' });
  return true;
};

const dispute: Action = async ({ stage }, random) => {
  const charge = random.pick(await stage.sql<{ id: string; amount: number }>(
    `select id, ((doc->>'amount')::int - (doc->>'amount_refunded')::int) as amount from stripe_double.objects where kind = 'charge' and account = '' and doc->>'status' = 'succeeded' and not (doc->>'disputed')::boolean and not (doc->>'refunded')::boolean order by position desc limit 30`));
  if (!charge) return false;
  const amount = random.chance(0.3) ? { amount: 1 + random.below(charge.amount) } : {};
  await stage.control('disputes', { charge: charge.id, reason: random.pick(['fraudulent', 'product_not_received', 'duplicate']), inquiry: random.chance(0.2), ...amount });
  return true;
};

const closeDispute: Action = async ({ stage }, random) => {
  const open = random.pick(await stage.sql<{ id: string; status: string }>(
    `select id, doc->>'status' as status from stripe_double.objects where kind = 'dispute' and doc->>'status' in ('needs_response', 'under_review', 'warning_needs_response', 'warning_under_review') order by position limit 20`));
  if (!open) return false;
  await stage.control(`disputes/${open.id}/close`, { status: open.status.startsWith('warning') ? 'warning_closed' : random.pick(['won', 'lost']) });
  return true;
};

/** What banks, time and the crontab do. */
export const OUTSIDE = {
  letExpire, makeFundsAvailable, dispute, closeDispute, payOut: runJob('run-payouts'), reconcileOrders: runJob('reconcile-orders'), reconcileStripe: runJob('reconcile-stripe'),
} satisfies Record<string, Action>;
