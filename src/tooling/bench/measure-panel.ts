import pg from 'pg';
import { median, percentile } from './load';
import type { Row } from './measure';

const ROUNDS = 15;
/** What a panel of a dashboard may take. */
export const PANEL_BAR_MS = 50;

type Work = () => Promise<unknown>;

/** One panel, asked for by one person, beside a lookup by primary key on the same connections. */
export async function measurePanel({ scenario, panel, lookup }: { scenario: string; panel: Work; lookup: Work }): Promise<Row> {
  const [own, yardstick] = await takeTurns(panel, lookup);
  const [p50, middle] = [median(own), median(yardstick)];
  return { scenario, connections: 1, rps: 1000 / p50, p50, p95: percentile(own, 0.95), p99: percentile(own, 0.99), yardstick: 1000 / middle, ratio: middle / p50, against: 'key' };
}

/** Milliseconds of each round of both, which take turns on a busy machine. */
async function takeTurns(subject: Work, yardstick: Work): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let round = -3; round < ROUNDS; round += 1) {
    for (const [index, work] of [subject, yardstick].entries()) {
      const startedAt = performance.now();
      await work();
      if (round >= 0) times[index]?.push(performance.now() - startedAt);
    }
  }
  return times;
}

export async function vacuum(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('vacuum analyze').finally(() => client.end());
}
