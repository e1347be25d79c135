import fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { keepPostgres } from '@/sandbox/keep-postgres';
import { catchMail } from '@/sandbox/mail/catch-mail';
import { findFreePort } from '@/sandbox/postgres';
import { findRunningServer } from '@/sandbox/postgres-lock';
import { sendSignal } from '@/sandbox/signal';
import { startStripeDouble } from '@/sandbox/stripe/server';
import { parseEnv } from '@/server/platform/env';
import { createPlatform, type Platform } from '@/server/platform/platform';
import { copyTestCluster, testAppPassword } from '@/testing/test-cluster';
import { startBalancer } from './balancer';
import { startFleet, type Fleet } from './fleet';

const SECRET = 'whsec_simulation';
const APPS = 2;
/** Tries of a webhook: many and close, so that an outage of seconds is not the end of an event. */
const RETRIES_MS = [200, 400, 800, 1_600, 2_500, 2_500, 2_500, 2_500, 2_500, 2_500, 2_500, 2_500];

/** A whole shop out of separate processes, all of which can be killed: apps behind one address, workers, Postgres; the doubles of Stripe and mail live here. */
export interface Stage {
  ownerUrl: string;
  /** The address of the apps. */
  url: string;
  platform: Platform;
  fleet: Fleet;
  logDir: string;
  /** Asks the database as its owner, past row security. */
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Turns a switch of the Stripe double. */
  control(route: string, body?: object): Promise<unknown>;
  clearFaults(): Promise<void>;
  /** Ends Postgres without a goodbye to anybody; it is started again. */
  crashPostgres(): void;
  stop(): Promise<void>;
}

/** Starts it on a new, empty, durable database. */
export async function startStage({ workers }: { workers: number }): Promise<Stage> {
  const { dataDir, template } = await copyTestCluster();
  const port = await findFreePort();
  const postgres = await keepPostgres({ dataDir, port, durable: true }, () => undefined);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'latchkey-simulation-'));
  const logDir = path.join(folder, 'logs');
  fs.mkdirSync(logDir);
  const urlOf = (login: string, database = 'simulation') => `postgresql://${login}@127.0.0.1:${port}/${database}`;
  const ownerUrl = urlOf('postgres:postgres');
  await createDatabase(urlOf('postgres:postgres', 'postgres'), template);
  const mail = await catchMail({ smtpPort: 0, webPort: 0, dir: folder });
  const appPorts = await Promise.all(Array.from({ length: APPS }, () => findFreePort()));
  const balancer = await startBalancer(appPorts);
  const stripe = await startStripeDouble({
    port: 0, databaseUrl: ownerUrl, webhookUrl: `${balancer.url}/api/stripe/webhook`, webhookSecret: SECRET, redirectWaitMs: 500, retryDelaysMs: RETRIES_MS, settleAfterSeconds: 3,
  });
  const env = toEnv({ userUrl: urlOf(`app_user:${testAppPassword}`), serviceUrl: urlOf(`app_service:${testAppPassword}`), stripeUrl: stripe.url, smtpUrl: mail.smtpUrl, folder });
  const fleet = startFleet(
    [
      ...appPorts.map((appPort, index) => ({ name: `app-${index + 1}`, script: 'src/server/http/start.ts', env: { ...env, API_PORT: String(appPort) } })),
      ...Array.from({ length: workers }, (_, index) => ({ name: `worker-${index + 1}`, script: 'src/server/jobs/worker.ts', env })),
    ],
    logDir,
  );
  const platform = createPlatform(parseEnv({ NODE_ENV: 'test', ...env }));
  const owner = openOwner(ownerUrl);
  return {
    ownerUrl,
    url: balancer.url,
    platform,
    fleet,
    logDir,
    sql: async <Row extends object>(text: string, values: unknown[] = []) => (await owner.query<Row>(text, values)).rows,
    control: (route, body) => askDouble(stripe.url, route, body),
    clearFaults: async () => {
      await fetch(`${stripe.url}/_double/faults`, { method: 'DELETE' });
    },
    crashPostgres: () => {
      const server = findRunningServer(dataDir);
      if (server) sendSignal(server.pid, 'SIGQUIT');
    },
    stop: async () => {
      await fleet.stop();
      await balancer.stop();
      await stripe.stop();
      await platform.close();
      await owner.end();
      await mail.stop();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What every process of the shop is told. */
function toEnv({ userUrl, serviceUrl, stripeUrl, smtpUrl, folder }: { userUrl: string; serviceUrl: string; stripeUrl: string; smtpUrl: string; folder: string }) {
  return {
    LOG_LEVEL: 'warn', PUBLIC_URL: 'http://localhost:3000', DATABASE_USER_URL: userUrl, DATABASE_SERVICE_URL: serviceUrl, DATABASE_POOL_MAX: '5',
    NEXTAUTH_SECRET: 'a-secret-for-tests-a-secret-for-tests', DOWNLOAD_SECRET: 'another-secret-for-tests-another-one', DATA_SECRET: 'a-third-secret-for-tests-a-third-one', STRIPE_SECRET_KEY: 'sk_test_latchkey', STRIPE_API_URL: stripeUrl,
    STRIPE_WEBHOOK_SECRET: SECRET, SMTP_URL: smtpUrl, STORAGE_DIR: folder, RATE_LIMITS: 'off', PAYOUT_HOLD_DAYS: '0',
  };
}

function openOwner(connectionString: string): pg.Pool {
  const owner = new pg.Pool({ connectionString, max: 6, connectionTimeoutMillis: 3_000 });
  // Losing connections is what happens here.
  owner.on('error', () => undefined);
  owner.on('connect', (client) => client.on('error', () => undefined));
  return owner;
}

async function createDatabase(adminUrl: string, template: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`create database simulation template ${pg.escapeIdentifier(template)}`);
    // A clone's sequences hold numbers drawn ahead that its own log knows nothing of: without this a crash would hand them out twice.
    await admin.query('checkpoint');
  } finally {
    await admin.end();
  }
}

async function askDouble(stripeUrl: string, route: string, body?: object): Promise<unknown> {
  const init = body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {};
  const response = await fetch(`${stripeUrl}/_double/${route}`, init);
  if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
  return response.json();
}
