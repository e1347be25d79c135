import type { Action } from './action';
import { RefusedError } from './call';
import type { Stage } from './stage';

/** Their time is over, here and at Stripe as far as the reconciler looks for them, and the job that each of them left behind is due. */
const END_ORDERS = `
  with over as (
    select id, created_at from orders where status = 'pending' and expires_at > now() and created_at < now() - interval '1 second' order by expires_at, id limit $1),
  moved as (
    update orders o set expires_at = least(o.expires_at, now() - interval '1 minute'), created_at = least(o.created_at, now() - interval '3 minutes') from over where o.id = over.id
    returning o.id, extract(epoch from over.created_at - o.created_at)::bigint as seconds),
  due as (
    update graphile_worker._private_jobs j set run_at = least(j.run_at, now()) from moved where j.key = 'expire:' || moved.id and j.locked_at is null)
  update stripe_double.objects s set doc = jsonb_set(doc, '{created}', to_jsonb((doc->>'created')::bigint - moved.seconds)) from moved
  where s.kind = 'checkout.session' and s.doc->>'client_reference_id' = moved.id`;

/** An hour passes for the open orders that have the least time left; for all of them, when no number is named. */
export async function endOrders(stage: Pick<Stage, 'sql'>, count: number | null = null): Promise<void> {
  await stage.sql(END_ORDERS, [count]);
}

const letExpire: Action = async ({ stage }, random) => {
  await endOrders(stage, 1 + random.below(3));
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
  try {
    await stage.control(`disputes/${open.id}/close`, { status: open.status.startsWith('warning') ? 'warning_closed' : random.pick(['won', 'lost']) });
  } catch (error) {
    if (!String(error).includes('already closed')) throw error;
    throw new RefusedError('CLOSED', 'This dispute was closed a moment ago.');
  }
  return true;
};

/** What banks, time and the crontab do. */
export const OUTSIDE = {
  letExpire, makeFundsAvailable, dispute, closeDispute, payOut: runJob('run-payouts'), reconcileOrders: runJob('reconcile-orders'), reconcileStripe: runJob('reconcile-stripe'),
} satisfies Record<string, Action>;
