import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Logger, runOnce } from 'graphile-worker';
import pg from 'pg';
import { catchMail, type MailCatcher } from '@/sandbox/mail/catch-mail';
import type { RecordedRequest } from '@/sandbox/stripe/core/recorder';
import { startStripeDouble } from '@/sandbox/stripe/server';
import { createApiServer } from '@/server/http/node-server';
import { createTaskList } from '@/server/jobs/start-worker';
import type { Viewer } from '@/server/platform/db';
import { createPlatform, type Platform } from '@/server/platform/platform';
import { testEnv } from './api-server';
import { keepExchanges } from './exchanges';
import { createTestDatabase, type TestDatabase } from './postgres';
import { createWorld, type World } from './world';

export const WEBHOOK_SECRET = 'whsec_test_latchkey';

/** The whole shop in one process: API, Stripe double, mail catcher and a queue that runs when it is told to. */
export interface Shop {
  database: TestDatabase;
  platform: Platform;
  world: World;
  mail: MailCatcher['mailbox'];
  apiUrl: string;
  stripeUrl: string;
  viewer(name: 'buyerA' | 'buyerB' | 'orgMember' | 'orgOwner' | 'admin' | 'sellerOne'): Viewer;
  /** Runs every job that is due, and those they add. */
  work(): Promise<void>;
  /** Asks the database as its owner, past row security. */
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Turns one of the double's switches. */
  control(path: string, body?: object): Promise<unknown>;
  /** What the double was asked, oldest first. */
  requests(path: string): Promise<RecordedRequest[]>;
  /** Submits Stripe's hosted page of a session, as a browser would; resolves when the webhook is acknowledged. */
  pay(checkoutUrl: string, fields?: Record<string, string>): Promise<Response>;
  /** What was said between shop and double is kept; at the end of the run all of it is held to Stripe's documents. */
  stop(): Promise<void>;
}

const CARD = { method: 'card', number: '4242424242424242', expiry: '04/34', cvc: '123', email: 'buyer@example.test', name: 'Ida Moberg', line1: 'Storgatan 1', city: 'Lund', postal_code: '222 22', country: 'DE' };

/** A listening address whose requests are answered by whoever is named later: a port asked for, closed and opened again may meanwhile be another's. */
async function listenFirst(): Promise<{ url: string; server: Server; answerWith(api: Server): void }> {
  let api: Server | undefined;
  const server = createServer((request, response) => api?.emit('request', request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An address of a listening TCP server is never a string.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, server, answerWith: (named) => void (api = named) };
}

/** Starts a shop with the test world in it. `variables` are added to its environment. */
export async function startShop(variables: Record<string, string> = {}): Promise<Shop> {
  const database = await createTestDatabase();
  const world = await createWorld(database.ownerUrl);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'latchkey-shop-'));
  const mail = await catchMail({ smtpPort: 0, webPort: 0, dir: folder });
  const api = await listenFirst();
  const exchanges: RecordedRequest[] = [];
  const stripe = await startStripeDouble({
    port: 0,
    databaseUrl: database.ownerUrl,
    webhookUrl: `${api.url}/api/stripe/webhook`,
    webhookSecret: WEBHOOK_SECRET,
    redirectWaitMs: 2_000,
    retryDelaysMs: [200, 400, 800],
    settleAfterSeconds: 3_600,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const platform = createPlatform(
    testEnv(database, { STRIPE_API_URL: stripe.url, STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET, SMTP_URL: mail.smtpUrl, STORAGE_DIR: folder, RATE_LIMITS: 'off', LOG_LEVEL: 'silent', ...variables }),
  );
  api.answerWith(createApiServer(platform));
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  owner.on('error', () => undefined);
  const control = (route: string, body?: object) => askDouble(stripe.url, route, body);
  return {
    database,
    platform,
    world,
    mail: mail.mailbox,
    apiUrl: api.url,
    stripeUrl: stripe.url,
    viewer: (name) => ({ userId: world[name], role: name === 'admin' ? 'admin' : 'customer' }),
    work: () => runJobs(platform, database),
    sql: async <Row extends object>(text: string, values: unknown[] = []) => (await owner.query<Row>(text, values)).rows,
    control,
    requests: async (route) => {
      const { requests } = (await control(`requests?path=${encodeURIComponent(route)}`)) as { requests: RecordedRequest[] };
      return requests;
    },
    pay: (checkoutUrl, fields = {}) => fetch(checkoutUrl, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...CARD, ...fields }) }),
    stop: async () => {
      api.server.closeAllConnections();
      await new Promise((resolve) => api.server.close(resolve));
      await stripe.stop();
      await platform.close();
      await owner.end();
      await mail.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
      keepExchanges(exchanges);
    },
  };
}

async function askDouble(stripeUrl: string, route: string, body?: object): Promise<unknown> {
  const init = body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {};
  const response = await fetch(`${stripeUrl}/_double/${route}`, init);
  if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function runJobs(platform: Platform, database: TestDatabase): Promise<void> {
  const pool = new pg.Pool({ connectionString: database.serviceUrl, max: 4, options: '-c role=service_role' });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await runOnce({ pgPool: pool, taskList: createTaskList(platform), noHandleSignals: true, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}

/** The Stripe-Signature of these bytes; `secrets` sign beside each other. */
export function signature(body: string | Uint8Array, { secrets = [WEBHOOK_SECRET], at = Math.floor(Date.now() / 1000) }: { secrets?: string[]; at?: number } = {}): string {
  return [`t=${at}`, ...secrets.map((secret) => `v1=${createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex')}`)].join(',');
}
