import net from 'node:net';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { inTransaction, type Statements } from './service-transaction';
import { createPool } from './sql-pool';

let database: TestDatabase;
let owner: pg.Pool;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = createPool({ url: database.ownerUrl, max: 2, prepare: false });
});
beforeEach(() => {
  pool = createPool({ url: database.serviceUrl, max: 1, prepare: false, role: 'service_role' });
});
afterEach(() => pool.end());
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const run = <Result>(work: (tx: Statements) => Promise<Result>, { on = pool, timeoutMs = 15_000 } = {}) => inTransaction({ pool: on, nameOf: () => undefined, timeoutMs }, work);
const pidOf = async (tx: Statements) => (await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]!.pid;
const lives = async (pid: number) => (await owner.query('select 1 from pg_stat_activity where pid = $1', [pid])).rowCount;

it('gives up a statement that hangs: the caller hears it, the pool goes on, the backend is gone with its locks', async () => {
  let pid = 0;
  const hanging = run(async (tx) => {
    pid = await pidOf(tx);
    await tx.$executeRaw`set local statement_timeout = 0`;
    await tx.$queryRaw`select pg_advisory_xact_lock(4310)::text`;
    await tx.$queryRaw`select pg_sleep(600)::text`;
  }, { timeoutMs: 400 });
  await expect(hanging).rejects.toMatchObject({ code: '57014' });
  const next = await run(pidOf);
  expect(next).not.toBe(pid);
  await expect.poll(() => lives(pid), { timeout: 10_000 }).toBe(0);
  expect(await run((tx) => tx.$queryRaw`select pg_try_advisory_xact_lock(4310) as free`)).toEqual([{ free: true }]);
});

it('gives up a transaction whose work hangs between two statements', async () => {
  let pid = 0;
  const hanging = run(async (tx) => {
    pid = await pidOf(tx);
    await new Promise(() => undefined);
  }, { timeoutMs: 400 });
  await expect(hanging).rejects.toMatchObject({ code: '57014' });
  expect(await run(pidOf)).not.toBe(pid);
  await expect.poll(() => lives(pid), { timeout: 10_000 }).toBe(0);
});

it('rolls back on the same connection after an error, and waits for no rollback that is not answered', async () => {
  const first = await run(pidOf);
  await expect(run((tx) => tx.$queryRaw`select 1/0`)).rejects.toThrow(/division/);
  expect(await run(pidOf)).toBe(first);

  const { hostname, port } = new URL(database.serviceUrl);
  const mute = await startMute({ host: hostname, port: Number(port) });
  const url = new URL(database.serviceUrl);
  url.port = String(mute.port);
  const behind = createPool({ url: url.href, max: 1, prepare: false, role: 'service_role' });
  const cut = run(async (tx) => {
    await pidOf(tx);
    mute.silence();
    throw new Error('mine');
  }, { on: behind });
  await expect(cut).rejects.toThrow('mine');
  await behind.end();
  await mute.stop();
});

it('writes nothing outside of itself: what was begun beside what failed finds it over', async () => {
  await owner.query('create table if not exists beside (step integer); grant insert on beside to service_role');
  let goesOn: Promise<unknown> = Promise.resolve();
  const failed = run(async (tx) => {
    goesOn = tx.$executeRaw`insert into beside values (1)`.then(() => tx.$executeRaw`insert into beside values (2)`);
    await Promise.all([goesOn, Promise.reject(new Error('mine'))]);
  });
  await expect(failed).rejects.toThrow('mine');
  await expect(goesOn).rejects.toThrow('the transaction is over');
  expect((await owner.query('select step from beside')).rows).toEqual([]);
});

it('runs what is to come last right before it commits, and fails with it', async () => {
  const said: string[] = [];
  const told = await run(async (tx) => {
    tx.beforeCommit(async () => {
      await tx.$queryRaw`select 1`;
      said.push('last');
    });
    await tx.$queryRaw`select 1`;
    said.push('first');
    return 'done';
  });
  expect([told, ...said]).toEqual(['done', 'first', 'last']);
  const failed = run((tx) => {
    tx.beforeCommit(async () => {
      await tx.$queryRaw`select 1/0`;
    });
    return Promise.resolve();
  });
  await expect(failed).rejects.toThrow(/division/);
});

/** A way to the database that can fall silent: nothing more arrives, and nothing is said about it. */
async function startMute(to: { host: string; port: number }): Promise<{ port: number; silence(): void; stop(): Promise<void> }> {
  const pairs: net.Socket[] = [];
  const server = net.createServer((socket) => {
    const upstream = net.connect(to);
    pairs.push(socket, upstream);
    for (const one of [socket, upstream]) one.on('error', () => undefined);
    socket.pipe(upstream).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // An address of a listening TCP server is never a string.
    port: (server.address() as net.AddressInfo).port,
    silence: () => {
      for (const one of pairs) one.unpipe();
    },
    stop: async () => {
      for (const one of pairs) one.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
