import fs from 'node:fs';
import path from 'node:path';
import { findFreePort } from '@/sandbox/postgres';
import type { BenchDatabase } from './database';
import { APP_PASSWORD } from './database';
import { compare, type Effort, type Row } from './measure';
import { startServer, type ServerProcess } from './processes';
import type { Fact } from './run';
import { statementOf, toPath, type Scenario } from './scenarios';
import type { YardstickPlan } from './yardstick-server';

export interface BenchContext {
  database: BenchDatabase;
  scenarios: Scenario[];
  effort: Effort;
  isWanted: (name: string) => boolean;
  logDir: string;
  log: (line: string) => void;
  rows: Row[];
  facts: Fact[];
}

export const POOL = 8;

/** How the standalone server is started. */
export const API = { name: 'api', args: ['--import', 'tsx', 'src/server/http/start.ts'], readyPath: '/api/health/ready' };

/** What a server of the product needs to run on the scratch database; logs as in production, no limits. */
export function serverEnv({ ownerUrl }: Pick<BenchDatabase, 'ownerUrl'>, port: number): Record<string, string> {
  return {
    NODE_ENV: 'production',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
    API_PORT: String(port),
    DATABASE_URL: ownerUrl,
    DATABASE_APP_PASSWORD: APP_PASSWORD,
    DATABASE_POOL_MAX: String(POOL),
    NEXTAUTH_SECRET: 'bench-only-bench-only-bench-only-1',
    DOWNLOAD_SECRET: 'bench-only-bench-only-bench-only-2',
    DATA_SECRET: 'bench-only-bench-only-bench-only-3',
    STRIPE_SECRET_KEY: 'sk_test_bench_only',
    STRIPE_WEBHOOK_SECRET: 'whsec_bench_only',
    SMTP_URL: 'smtp://127.0.0.1:9',
    STORAGE_DIR: path.join('node_modules', '.cache', 'latchkey-bench-storage'),
    RATE_LIMITS: 'off',
  };
}

/** The standalone server, each scenario beside bare `pg` with the same statements and beside its own bytes. */
export async function measureApi(context: BenchContext): Promise<void> {
  const wanted = context.scenarios.filter(({ name }) => context.isWanted(name));
  if (wanted.length === 0) return;
  const { database, logDir } = context;
  const port = await findFreePort();
  const api = await startServer({ ...API, port, env: serverEnv(database, port), logDir });
  let yardstick: ServerProcess | undefined;
  try {
    yardstick = await startYardstick(context, wanted, api.origin);
    for (const scenario of wanted) {
      context.log(`Measuring ${scenario.name} …`);
      const paths = (prefix: string) => scenario.inputs.map((_, index) => `/${prefix}/${scenario.name}/${index}`);
      const yardsticks = { sql: { origin: yardstick.origin, paths: paths('sql') }, bytes: { origin: yardstick.origin, paths: paths('bytes') } };
      context.rows.push(...(await compare({ scenario: scenario.name, subject: { origin: api.origin, paths: scenario.inputs.map((input) => toPath(scenario, input)) }, yardsticks }, context.effort)));
    }
    context.facts.push({ name: 'memory of the standalone server under load', value: api.peakMegabytes(), unit: 'MB', bar: 350 });
  } finally {
    await Promise.all([api.stop(), yardstick?.stop()]);
  }
}

/** Starts the yardsticks with the statements the verbs send and the bytes the server answers. */
async function startYardstick({ database, logDir }: BenchContext, scenarios: Scenario[], origin: string): Promise<ServerProcess> {
  const port = await findFreePort();
  const plan: YardstickPlan = { port, databaseUrl: database.userUrl, max: POOL, statements: {}, bodies: {} };
  for (const scenario of scenarios) {
    for (const [index, input] of scenario.inputs.entries()) {
      const answer = await fetch(`${origin}${toPath(scenario, input)}`);
      if (!answer.ok) throw new Error(`${scenario.name} ${JSON.stringify(input)} answers ${answer.status}: ${await answer.text()}`);
      plan.bodies[`/bytes/${scenario.name}/${index}`] = await answer.text();
      plan.statements[`/sql/${scenario.name}/${index}`] = await statementOf(scenario, input);
    }
  }
  const file = path.join(logDir, 'yardstick.json');
  fs.writeFileSync(file, JSON.stringify(plan));
  return startServer({ name: 'yardstick', args: ['--import', 'tsx', 'src/tooling/bench/yardstick-server.ts', file], port, logDir });
}
