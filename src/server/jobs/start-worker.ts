import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { databaseUrls } from '@/server/platform/database-urls';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { CRONTAB } from './crontab';
import { HANDLERS, type Handlers } from './registry';
import { holdLife, releaseDeadJobs } from './release-dead-jobs';

const CONCURRENCY = 6;
/** Jobs fetched at once; those not yet begun are free again when the worker stops, and a few seconds after it dies. Small, so that none lies here long while another worker is idle. */
const FETCHED = 2 * CONCURRENCY;
const POLL_MS = 2_000;
const REST_MS = 1_000;
const SWEEP_MS = 3_000;
const CONNECT_MS = 10_000;
/** Ends of jobs wait so long for each other, to be written at once. A worker that dies meanwhile has them run again, as any job may be. */
const GATHER_MS = 20;

export interface Worker {
  /** Takes no more jobs, finishes those under way, and closes its connections. */
  stop(): Promise<void>;
}

/** With a delay, even of nothing, the queue waits for its last writes when it stops, and stops when one fails; without, it does neither. */
const AWAITED_WRITES = { completeJobBatchDelay: GATHER_MS, failJobBatchDelay: 0 };

/** The queue's own lines at the level they deserve; each job's are written by `toTask`. */
const queueLogger = new Logger(() => (level, message, meta) => {
  const name: string = level;
  if (name === 'error') logger.error({ ...meta }, message);
  else if (name === 'warning') logger.warn({ ...meta }, message);
  else logger.debug({ ...meta }, message);
});

function toTask(platform: Platform, task: keyof Handlers): TaskList[string] {
  // Jobs are written by `enqueue`, whose types tie the payload to the task; the crontab's tasks take none.
  const handle = HANDLERS[task] as (platform: Platform, payload: unknown) => Promise<unknown>;
  return async (payload, { job }) => {
    const startedAt = performance.now();
    const line = { task, jobId: job.id, attempt: job.attempts };
    try {
      await handle(platform, payload);
      logger.info({ ...line, ms: Math.round(performance.now() - startedAt) }, 'job done');
    } catch (error) {
      logger.warn({ ...line, err: error, ms: Math.round(performance.now() - startedAt) }, 'job failed, the queue will try again');
      throw error;
    }
  };
}

/** Every task as the queue calls it. */
export function createTaskList(platform: Platform): TaskList {
  return Object.fromEntries((Object.keys(HANDLERS) as (keyof Handlers)[]).map((task) => [task, toTask(platform, task)]));
}

/** LISTEN and locks of a session need a connection of one's own: behind a transaction pooler the owner's, in the service's role. */
function openPool({ env }: Platform): pg.Pool {
  const connectionString = env.DATABASE_POOLER && env.DATABASE_URL ? env.DATABASE_URL : databaseUrls(env).serviceUrl;
  const pool = new pg.Pool({ connectionString, max: CONCURRENCY + 3, connectionTimeoutMillis: CONNECT_MS, keepAlive: true, options: '-c role=service_role' });
  const lost = (error: Error) => logger.debug({ err: error }, 'a queue connection was lost');
  pool.on('error', lost);
  // Unheard, the loss of a connection in use would end the process.
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}

interface Life {
  pool: pg.Pool;
  onRunner: (runner: Runner) => void;
}

async function sweep(pool: pg.Pool): Promise<void> {
  try {
    const count = await releaseDeadJobs(pool);
    if (count > 0) logger.warn({ count }, 'jobs of dead workers are free again');
  } catch (error) {
    logger.debug({ err: error }, 'the queue was not swept');
  }
}

/** One life of the runner: from its start until it is stopped or the database goes away. */
async function runOnce(platform: Platform, { pool, onRunner }: Life): Promise<void> {
  const life = await pool.connect();
  const events: WorkerEvents = new EventEmitter();
  let signOfLife: Promise<void> | undefined;
  // Sent before the first job can be taken: nobody may find us dead.
  events.on('pool:create', ({ workerPool }) => {
    signOfLife = holdLife(life, workerPool.id);
  });
  let timer: NodeJS.Timeout | undefined;
  let runner: Runner | undefined;
  try {
    runner = await run({
      pgPool: pool,
      taskList: createTaskList(platform),
      crontab: CRONTAB,
      concurrency: CONCURRENCY,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      logger: queueLogger,
      events,
      preset: { worker: { ...AWAITED_WRITES, localQueue: { size: FETCHED } } },
    });
    const { promise, stop } = runner;
    // It may end while we are still starting; the await below is told as well.
    promise.catch(() => undefined);
    life.once('error', () => void stop().catch(() => undefined));
    onRunner(runner);
    await signOfLife;
    timer = setInterval(() => void sweep(pool), SWEEP_MS);
    await sweep(pool);
    await runner.addJob('reconcile-orders', {}, { jobKey: 'cron:reconcile-orders' });
    logger.info({ concurrency: CONCURRENCY }, 'the worker is at work');
    await promise;
  } finally {
    clearInterval(timer);
    await runner?.stop().catch(() => undefined);
    life.release(true);
  }
}

/** Works off the queue until it is stopped. A database that goes away is waited for. */
export function startWorker(platform: Platform): Worker {
  const pool = openPool(platform);
  const state: { isStopping: boolean; runner?: Runner } = { isStopping: false };
  const onRunner = (runner: Runner) => {
    state.runner = runner;
    // Asked to stop while it was starting.
    if (state.isStopping) void runner.stop().catch(() => undefined);
  };
  const life = workUntil(() => state.isStopping, () => runOnce(platform, { pool, onRunner }));
  return {
    async stop() {
      state.isStopping = true;
      await state.runner?.stop().catch(() => undefined);
      await life;
      await pool.end();
    },
  };
}

async function workUntil(isStopping: () => boolean, live: () => Promise<void>): Promise<void> {
  while (!isStopping()) {
    try {
      await live();
    } catch (error) {
      if (!isStopping()) logger.warn({ err: error }, 'the worker lost the queue and tries again');
    }
    if (!isStopping()) await delay(REST_MS);
  }
}
