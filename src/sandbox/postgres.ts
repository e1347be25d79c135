import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { getGuard } from '@/sandbox/guard';
import { preparePostgresBinaries, serverUser } from '@/sandbox/postgres-binaries';
import { ensureCluster, firstLine, serverEnvironment } from '@/sandbox/postgres-cluster';
import { findRunningServer } from '@/sandbox/postgres-lock';
import { sendSignal } from '@/sandbox/signal';
import { portTakenError, SandboxError, toSandboxError } from '@/sandbox/sandbox-error';

/** How to run the embedded database. */
export type StartPostgresOptions = {
  /** The cluster; made when it is not there. Its parent folder must be reachable by the server's user (see `placePostgres`). */
  dataDir: string;
  /** On 127.0.0.1; a free one is chosen when left out. */
  port?: number;
  /** false turns fsync off: for tests only, a crash of the machine may lose the cluster. */
  durable: boolean;
  /** Of the owner `postgres`; only used when the cluster is made. */
  password?: string;
  /** Created when missing. */
  database?: string;
};

/** A running embedded database. `exited` settles when the server ends, for whatever reason. */
export type RunningPostgres = {
  url: string;
  port: number;
  pid: number;
  exited: Promise<string>;
  stop(): Promise<void>;
};

const startTimeoutMs = 30_000;
const stopTimeoutMs = 10_000;
const closeTimeoutMs = 1_000;

/**
 * Starts a real Postgres on 127.0.0.1 and answers when it takes queries. It ends with this process, even after SIGKILL.
 * @throws SandboxError with one clear line: port taken, disk full, folder unwritable, already running, died, wrong version
 */
export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  const { password = 'postgres', durable, database = 'postgres' } = options;
  const dataDir = path.resolve(options.dataDir);
  const binaries = preparePostgresBinaries(path.dirname(dataDir));
  const rival = findRunningServer(dataDir);
  if (rival !== undefined) {
    throw new SandboxError(
      'already_running',
      `Postgres: the database in ${dataDir} is already running (process ${rival.pid}, port ${rival.port}). Stop the other npm start first.`,
    );
  }
  ensureCluster(binaries, { dataDir, password, durable });
  const { port, ...server } = await launchOnPort(binaries.postgres, { dataDir, durable, password }, options.port);
  const url = toUrl({ port, password, database });
  try {
    await ensureDatabase(toUrl({ port, password, database: 'postgres' }), database);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...server, url, port };
}

/** Between finding a free port and taking it, somebody else may: then another one is found. */
async function launchOnPort(program: string, options: Omit<Launch, 'port'>, wished: number | undefined): Promise<Server & { port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = wished ?? (await findFreePort());
    try {
      await assertPortFree('Postgres', port);
      return { ...(await launch(program, { ...options, port })), port };
    } catch (error) {
      const mayRetry = wished === undefined && attempt < 5 && error instanceof SandboxError && error.code === 'port_taken';
      if (!mayRetry) throw error;
    }
  }
}

/** Stops a server this process did not start, such as one that outlived a killed launcher. */
export async function stopOrphanedPostgres(dataDir: string): Promise<void> {
  const orphan = findRunningServer(dataDir);
  if (orphan === undefined) return;
  sendSignal(orphan.pid, 'SIGINT');
  const deadline = Date.now() + stopTimeoutMs;
  while (findRunningServer(dataDir) !== undefined) {
    if (Date.now() > deadline) throw new SandboxError('timed_out', `Postgres: process ${orphan.pid} does not stop. End it and try again.`);
    await delay(25);
  }
}

type Launch = { dataDir: string; port: number; durable: boolean; password: string };
type Server = Pick<RunningPostgres, 'pid' | 'exited' | 'stop'>;

async function launch(program: string, options: Launch): Promise<Server> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const logFile = path.join(options.dataDir, 'server.log');
    const logStart = fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
    const server = spawnServer(program, options, logFile);
    const failure = await waitUntilReady(server, options, deadline);
    if (failure === undefined) return server;
    await server.stop();
    const said = fs.readFileSync(logFile, 'utf8').slice(logStart);
    // Back ends of a killed server hold its shared memory for a moment after it.
    if (said.includes('pre-existing shared memory block') && Date.now() < deadline) {
      await delay(50);
      continue;
    }
    throw explain(said, failure, options);
  }
}

function explain(said: string, failure: string, { dataDir, port }: Launch): SandboxError {
  const known = toSandboxError(said, { what: 'Postgres', where: dataDir, port });
  if (known !== undefined) return known;
  const fatal = said.split('\n').find((line) => /FATAL|PANIC/.test(line)) ?? failure;
  return new SandboxError('died', `Postgres: the server did not start: ${firstLine(fatal)} (${path.join(dataDir, 'server.log')})`, said);
}

function spawnServer(program: string, { dataDir, port, durable }: Launch, logFile: string): Server {
  const settings = ['max_connections=200', 'log_timezone=UTC', ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'])];
  const log = fs.openSync(logFile, 'a');
  let child: ChildProcess;
  try {
    // Detached: Ctrl-C in the terminal reaches the launcher only, which then stops everything in order.
    child = spawn(program, ['-D', dataDir, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...settings.flatMap((setting) => ['-c', setting])], {
      ...serverUser(),
      env: serverEnvironment(),
      cwd: dataDir,
      detached: true,
      stdio: ['ignore', log, log],
    });
  } finally {
    fs.closeSync(log);
  }
  const { pid } = child;
  if (pid !== undefined) getGuard().watch({ pid, signal: 'SIGINT', group: false });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => {
      if (pid !== undefined) getGuard().forget(pid);
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`);
    });
  });
  return { pid: pid ?? Number.NaN, exited, stop: () => stopServer(child, exited) };
}

async function stopServer(child: ChildProcess, exited: Promise<string>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    child.kill(signal);
    const ended = await Promise.race([exited.then(() => true), delay(stopTimeoutMs, false, { ref: false })]);
    if (ended) return;
  }
}

/** `undefined` once the server answers a query; the reason when it ended or never did. */
async function waitUntilReady(server: Server, { dataDir, port, password }: Launch, deadline: number): Promise<string | undefined> {
  let ended: string | undefined;
  void server.exited.then((reason) => (ended = reason));
  for (;;) {
    const client = new pg.Client({ connectionString: toUrl({ port, password, database: 'postgres' }), connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
      // Another server may have taken the port at the last moment, with the same password.
      if (rows[0]?.folder === dataDir) return undefined;
      throw new Error(`port ${port} is answered by the server of ${rows[0]?.folder ?? 'nobody'}`);
    } catch (error) {
      if (ended !== undefined) return ended;
      // Unless our server is about to say that the port, and so this answer, is another's.
      if (isWrongPassword(error) && !(await Promise.race([server.exited, delay(500, false)]))) return 'the password of its owner is not the one on record; run npm run reset to start over';
      if (Date.now() > deadline) return `no answer within ${startTimeoutMs / 1000} s`;
      await delay(20);
    } finally {
      await close(client);
    }
  }
}

function isWrongPassword(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '28P01';
}

function toUrl({ port, password, database }: { port: number; password: string; database: string }): string {
  return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

async function ensureDatabase(url: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query('select from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(database)}`);
  } finally {
    await close(client);
  }
}

/** pg never answers the end of a connection that the server's death has ended at that moment. */
async function close(client: pg.Client): Promise<void> {
  await Promise.race([client.end().catch(() => undefined), delay(closeTimeoutMs)]);
}

/** A port of 127.0.0.1 nobody listens on at this moment. */
export function findFreePort(): Promise<number> {
  return listenOnce(0);
}

/** @throws SandboxError `port_taken` */
export async function assertPortFree(what: string, port: number): Promise<void> {
  try {
    await listenOnce(port);
  } catch (error) {
    throw portTakenError(what, port, String(error));
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : port));
    });
  });
}
