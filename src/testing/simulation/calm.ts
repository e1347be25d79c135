import { setTimeout as delay } from 'node:timers/promises';
import { endOrders, OUTSIDE } from './outside';
import type { Scene } from './action';
import { createRandom } from './random';
import type { Stage } from './stage';

const ROUNDS = 3;
const PATIENCE_MS = 90_000;
const LOOK_MS = 200;

interface Work {
  jobs: number;
  deliveries: number;
  processing: number;
}

/** What is still on its way: jobs that are due or under way, events the double has yet to bring, bank debits that settle by themselves. */
async function listWork(stage: Stage): Promise<Work> {
  const [work] = await stage.sql<Work>(`
    select (select count(*)::int from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier <> 'refresh-pages' and attempts < max_attempts and (run_at <= now() + interval '1 second' or locked_at is not null)) as jobs,
      (select count(*)::int from stripe_double.deliveries where state in ('waiting', 'held')) as deliveries,
      (select count(*)::int from stripe_double.due_tasks where due_at < (extract(epoch from now()) + 30)) as processing`);
  return work ?? { jobs: 0, deliveries: 0, processing: 0 };
}

/** Jobs that wait for a better moment have it now, as if no time had been lost; ends of orders that have time left and the crontab's are left to their time. */
const HURRY = `
  update graphile_worker._private_jobs j set run_at = now(), attempts = least(j.attempts, 5) from graphile_worker._private_tasks t
  where t.id = j.task_id and j.locked_at is null and j.run_at > now() and t.identifier not in ('tell-low-stock', 'refresh-pages') and t.identifier not like 'sweep-%'
    and (t.identifier <> 'expire-order' or exists (select from orders o where o.id = j.payload->>'orderId' and o.expires_at <= now()))`;

/** What keeps it busy, for the report. */
const UNREST = `
  select t.identifier as task, count(*)::int as count, max(j.attempts) as attempts, min(j.last_error) as error, bool_or(j.locked_at is not null) as locked
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where j.run_at <= now() or j.locked_at is not null group by 1`;

async function drain(stage: Stage): Promise<void> {
  const endsAt = Date.now() + PATIENCE_MS;
  for (let quiet = 0; quiet < 3; ) {
    if (Date.now() > endsAt) throw new Error(`${JSON.stringify(await listWork(stage))} ${JSON.stringify(await stage.sql(UNREST))}`);
    await delay(LOOK_MS);
    await stage.sql(HURRY);
    const { jobs, deliveries, processing } = await listWork(stage);
    quiet = jobs + deliveries + processing === 0 ? quiet + 1 : 0;
  }
}

async function untilUp(stage: Stage): Promise<void> {
  const endsAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const status = await fetch(`${stage.url}/api/health/ready`).then((answer) => answer.status, () => 0);
    const isThere = await stage.sql('select 1').then(() => true, () => false);
    if (status === 200 && isThere) return;
    if (Date.now() > endsAt) throw new Error(`the shop did not come back: ${status}`);
    await delay(LOOK_MS);
  }
}

/**
 * After the storm: nobody asks for anything any more, also not somebody who was given up and is still being served; faults off, held events
 * brought, every job done, every order's time over, money available, and the reconcilers and payouts run until nothing is left to do. Throws
 * when the shop does not come to rest.
 */
export async function comeToRest(scene: Scene, log: (line: string) => void): Promise<void> {
  const { stage } = scene;
  for (const ship of stage.fleet.ships) if (ship.name.startsWith('app')) ship.kill();
  await untilUp(stage);
  await stage.clearFaults();
  await stage.control('deliver', {});
  await drain(stage);
  for (let round = 0; round < ROUNDS; round += 1) {
    await stage.sql(`update orders set created_at = least(created_at, now() - interval '3 minutes') where status = 'awaiting_payment'`);
    await endOrders(stage);
    await OUTSIDE.makeFundsAvailable(scene, createRandom(round));
    await drain(stage);
    for (const action of [OUTSIDE.reconcileStripe, OUTSIDE.reconcileOrders, OUTSIDE.payOut]) await action(scene, createRandom(round));
    await drain(stage);
    log(`At rest, ${round + 1} of ${ROUNDS}.`);
  }
}
