import type pg from 'pg';
import { newId } from '@/shared/ids';
import type { World } from '@/testing/world';

/** What is known of two people and a visitor, what goes with what, and an experiment that runs. */
export async function fillDiscovery(client: pg.Client, world: World): Promise<void> {
  const { published, other } = world.products;
  const signal = 'insert into discovery_signals (id, user_id, visitor_id, kind, value, product_id, first_at, last_at, expires_at) values ($1, $2, $3, $4, $5, $6, now(), now(), now() + interval \'90 days\')';
  await client.query(signal, [newId('signal'), world.buyerA, null, 'tool', 'node', null]);
  await client.query(signal, [newId('signal'), world.buyerB, null, 'view', published.id, published.id]);
  await client.query(signal, [newId('signal'), null, `v_${'a'.repeat(22)}`, 'role', 'data', null]);
  await client.query(`insert into discovery_candidates (list, rank, product_id, popularity) values ('all', 1, $1, 0.5)`, [published.id]);
  await client.query('insert into product_neighbours (product_id, neighbour_id, score, people) values ($1, $2, 0.5, 3)', [published.id, other.id]);
  const experimentId = newId('experiment');
  await client.query(
    `insert into experiments (id, name, place, arms, traffic_percent, created_by, created_at, started_at) values ($1, 'Learned', 'home', '[{"strategy":"rules","weight":1},{"strategy":"blend","weight":1}]', 100, $2, now(), now())`,
    [experimentId, world.admin],
  );
  await client.query(`insert into recommendation_exposures (id, experiment_id, strategy, subject, user_id, day, shown_at) values ($1, $2, 'rules', repeat('a', 64), $3, current_date, now())`, [newId('recommendation'), experimentId, world.buyerA]);
}
