import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BuildOptions } from '@/sandbox/build-shop';
import { buildShop, generateClient, isBuildFresh } from '@/sandbox/build-shop';
import type { Child } from '@/sandbox/child';
import { startChild } from '@/sandbox/child';
import { catchMail } from '@/sandbox/mail/catch-mail';
import { endLeftovers, recordChild } from '@/sandbox/leftovers';
import { startModel } from '@/sandbox/model/start-model';
import type { Plan } from '@/sandbox/plan';
import { keepPostgres } from '@/sandbox/keep-postgres';
import { assertPortFree, stopOrphanedPostgres } from '@/sandbox/postgres';
import { ensureSchema, ensureSeed } from '@/sandbox/prepare-database';
import { SandboxError, toMessage } from '@/sandbox/sandbox-error';
import type { StateFolder } from '@/sandbox/state-folder';
import type { Steps } from '@/sandbox/steps';
import { HEAP_FLAGS } from '@/sandbox/heap-flags';
import { startStripeDouble } from '@/sandbox/stripe/server';
import { migrate } from '@/tooling/migrate';

export interface ShopContext {
  projectDir: string;
  state: StateFolder;
  plan: Plan;
  ownerPassword: string;
  steps: Steps;
  /** Something to stop at the end; stopped in reverse order. */
  onStarted: (stop: () => Promise<void>) => void;
  /** A part that must not end before the launcher does. */
  onPart: (part: Pick<Child, 'name' | 'exited' | 'lastWords' | 'logFile'>) => void;
}

const readyTimeoutMs = 60_000;

/** Starts everything, in order, and answers when the shop serves its first page. */
export async function runShop(context: ShopContext): Promise<void> {
  const { plan, steps } = context;
  await endLeftovers(context.state.dir);
  if (plan.embedded.postgres) await stopOrphanedPostgres(path.join(context.state.clusterHome, 'data'));
  await assertPortsFree(plan);
  await prepareDatabase(context);
  if (plan.embedded.mail) await startMail(context);
  await prepareBuild(context);
  if (plan.embedded.stripe) await startStripe(context);
  if (plan.embedded.model) await startSandboxModel(context);
  await steps.run('shop', () => startShop(context), () => (plan.dev ? 'serving, rebuilt as you edit' : 'serving'));
}

/** Before anything is started: a build of a minute must not end in a taken port. */
async function assertPortsFree({ ports, embedded }: Plan): Promise<void> {
  await assertPortFree('The shop', ports.shop);
  if (embedded.stripe) await assertPortFree('The Stripe double', ports.stripe);
  if (embedded.model) await assertPortFree('The sandbox’s model', ports.model);
  if (!embedded.mail) return;
  await assertPortFree('The mail inbox', ports.inbox);
  await assertPortFree('The mail catcher', ports.smtp);
}

async function prepareDatabase(context: ShopContext): Promise<void> {
  const { plan, steps, state, projectDir } = context;
  const generated = generateClient(toBuildOptions(context));
  // Awaited below, after Postgres: a failure before that must not count as unhandled.
  generated.catch(() => undefined);
  const url = plan.environment.DATABASE_URL ?? '';
  const database = { url, appPassword: plan.environment.DATABASE_APP_PASSWORD, log: (line: string) => steps.begin('schema', line) };
  if (!plan.embedded.postgres) {
    await generated;
    const { host } = new URL(url);
    const migrated = migrate(database).catch((error: unknown) => {
      throw new Error(`The database at ${host} could not be migrated: ${toMessage(error)}`, { cause: error });
    });
    await steps.run('schema', () => migrated, () => `up to date on ${host}`);
    return;
  }
  const dataDir = path.join(state.clusterHome, 'data');
  const server = await steps.run(
    'postgres',
    () => keepPostgres({ dataDir, port: plan.ports.postgres, durable: true, password: context.ownerPassword, database: 'latchkey' }, (line) => steps.begin('postgres', line)),
    () => `running on port ${plan.ports.postgres}, data in ${path.relative(projectDir, dataDir).startsWith('..') ? dataDir : path.relative(projectDir, dataDir)}`,
  );
  context.onStarted(() => server.stop());
  const logFile = path.join(dataDir, 'server.log');
  context.onPart({ name: 'Postgres', exited: server.exited.then((reason) => ({ code: null, reason })), lastWords: () => '', logFile });
  await steps.run('schema', () => ensureSchema(database), (changed) => (changed ? 'migrated' : 'up to date'));
  await generated;
  const seeded = await ensureSeed({ url, stateDir: state.dir, seed: () => seedDemo(context) });
  if (!seeded) steps.begin('demo', 'data is there');
}

async function seedDemo(context: ShopContext): Promise<void> {
  const { steps, projectDir, state, plan, onStarted } = context;
  steps.begin('demo', 'writing sellers, products and their files');
  await steps.run(
    'demo',
    async () => {
      const seed = startChild({ name: 'seed', args: ['--import', 'tsx', 'src/tooling/db-seed.ts'], env: plan.environment, projectDir, logDir: state.logs });
      onStarted(() => seed.stop());
      const { code, reason } = await seed.exited;
      if (code !== 0) throw new SandboxError('died', `The demo data could not be written (${reason}); all of it is in ${path.relative(projectDir, seed.logFile)}. Its last words:\n${seed.lastWords()}`);
    },
    () => 'data written',
  );
}

async function startMail({ plan, steps, state, onStarted }: ShopContext): Promise<void> {
  const { ports } = plan;
  const mail = await steps.run(
    'mail',
    () => catchMail({ smtpPort: ports.smtp, webPort: ports.inbox, dir: path.join(state.dir, 'mail') }),
    ({ inboxUrl }) => `caught here, inbox at ${inboxUrl}`,
  );
  onStarted(() => mail.stop());
}

async function startStripe({ plan, steps, onStarted }: ShopContext): Promise<void> {
  const { environment, ports } = plan;
  const double = await steps.run(
    'stripe',
    () =>
      startStripeDouble({
        port: ports.stripe,
        databaseUrl: environment.DATABASE_URL ?? '',
        webhookUrl: `http://127.0.0.1:${ports.shop}/api/stripe/webhook`,
        webhookSecret: environment.STRIPE_WEBHOOK_SECRET?.split(',')[0]?.trim() ?? '',
      }),
    () => `double running on port ${ports.stripe}`,
  );
  onStarted(() => double.stop());
}

async function startSandboxModel({ plan, steps, onStarted }: ShopContext): Promise<void> {
  const model = await steps.run('model', () => startModel(plan.ports.model), () => `one that repeats what it is told, on port ${plan.ports.model}`);
  onStarted(() => model.stop());
}

function toBuildOptions({ projectDir, state, plan, onStarted }: ShopContext): BuildOptions {
  return { projectDir, logDir: state.logs, environment: plan.environment, onChild: (child) => onStarted(() => child.stop()) };
}

async function prepareBuild(context: ShopContext): Promise<void> {
  const { plan, steps } = context;
  if (plan.dev) return;
  const options = toBuildOptions(context);
  if (isBuildFresh(options)) {
    steps.begin('build', 'is of these sources and this database');
    return;
  }
  steps.begin('build', 'building the shop (about a minute, when its sources or its database changed)');
  await steps.run('build', () => buildShop(options), () => 'built');
}

async function startShop(context: ShopContext): Promise<void> {
  const { plan, projectDir, state, onStarted, onPart } = context;
  const common = { env: plan.dev ? plan.environment : { ...plan.environment, NO_COLOR: '1' }, projectDir, logDir: state.logs, visible: plan.dev };
  // One-click demo sign-in must not be reachable from other machines.
  const host = plan.environment.DEMO_SIGN_IN === '1' ? '127.0.0.1' : (process.env.HOST ?? '0.0.0.0');
  const web = [...HEAP_FLAGS, '--import', 'tsx', 'src/server/web/main.ts', `--host=${host}`];
  const next = ['node_modules/next/dist/bin/next', 'dev', '-p', String(plan.ports.shop), '-H', host];
  const shop = startChild({ ...common, name: 'shop', args: plan.dev ? next : web });
  if (shop.pid !== undefined) recordChild(state.dir, shop.pid);
  onStarted(() => shop.stop());
  onPart(shop);
  await waitForFirstPage(plan.ports.shop);
  // After the first page, which is what a person waits for; jobs wait in their queue.
  const worker = startChild({ ...common, name: 'worker', args: ['--import', 'tsx', 'src/server/jobs/worker.ts'] });
  if (worker.pid !== undefined) recordChild(state.dir, worker.pid);
  onStarted(() => worker.stop());
  onPart(worker);
}

async function waitForFirstPage(port: number): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs;
  for (;;) {
    try {
      const page = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(readyTimeoutMs), redirect: 'manual' });
      await page.arrayBuffer();
      if (page.status < 500) return;
      if (Date.now() > deadline) throw new SandboxError('timed_out', `The shop answers with an error (${page.status}); see .latchkey/logs/shop.log.`);
    } catch (error) {
      if (error instanceof SandboxError) throw error;
      if (Date.now() > deadline) throw new SandboxError('timed_out', `The shop did not answer within ${readyTimeoutMs / 1_000} s; see .latchkey/logs/shop.log.`);
    }
    await delay(50);
  }
}
