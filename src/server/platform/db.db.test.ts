import { Prisma } from '@generated/client';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import { createDatabase, type Database, type UserTx, type Viewer } from './db';
import { isUnavailable } from './database-errors';
import { enqueue } from './queue';

const asViewer = (userId: string): Viewer => ({ userId, role: 'customer' });
const denied = /permission denied/;

describe.each([{ pooler: false }, { pooler: true }])('the database handle, pooler $pooler', ({ pooler }) => {
  let test_: TestDatabase;
  let db: Database;
  let world: World;
  let owner: pg.Client;

  beforeAll(async () => {
    test_ = await createTestDatabase();
    world = await createWorld(test_.ownerUrl);
    db = createDatabase({ userUrl: test_.userUrl, serviceUrl: test_.serviceUrl, max: 4, pooler });
    owner = new pg.Client({ connectionString: test_.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await db.close();
    await test_.drop();
  });

  const names = Prisma.sql`select display_name as name from profiles`;
  const profiles = (tx: UserTx) => tx.profile.findMany({ select: { displayName: true } });

  /** Looks at every pooled connection of the person's pool from outside any scope: none may remember one. */
  async function expectCleanConnections() {
    const pool = new pg.Pool({ connectionString: test_.userUrl, max: 4 });
    const { rows } = await pool.query<{ role: string; claims: string }>(`select current_setting('role') as role, coalesce(current_setting('request.jwt.claims', true), '') as claims`);
    expect(rows).toEqual([{ role: 'none', claims: '' }]);
    await pool.end();
    const mine = await Promise.all(Array.from({ length: 8 }, () => db.readAs(asViewer(world.buyerA)).rows<{ name: string }>(names)));
    expect(mine.every((rows_) => rows_.length === 1 && rows_[0]?.name === 'buyerA')).toBe(true);
  }

  test('each scope sees its own', async () => {
    expect(await db.readAs(asViewer(world.buyerA)).rows(names)).toEqual([{ name: 'buyerA' }]);
    expect(await db.asUser(asViewer(world.buyerB), profiles)).toEqual([{ displayName: 'buyerB' }]);
    expect(await db.asService('test', (tx) => tx.$queryRaw(names))).toHaveLength(7);
    expect((await db.readAsService('test').rows(names)).length).toBe(7);
    await expect(db.anon.rows(names)).rejects.toThrow(denied);
    expect(await db.anon.rows(Prisma.sql`select slug from products order by slug`)).toEqual([{ slug: 'fastify-starter' }, { slug: 'queue-kit' }]);
  });

  test('a person writes nothing that is not theirs', async () => {
    await expect(db.asUser(asViewer(world.buyerA), (tx) => tx.order.deleteMany())).rejects.toThrow(denied);
    expect(await db.asUser(asViewer(world.buyerA), (tx) => tx.$executeRaw`update profiles set locale = 'de' where user_id = ${world.buyerB}::uuid`)).toBe(0);
    await expect(db.asUser(asViewer(world.buyerA), (tx) => tx.$executeRaw`update profiles set role = 'admin'`)).rejects.toThrow(denied);
  });

  test('reads of many people in one tick are never mixed', async () => {
    const people = [world.buyerA, world.buyerB, world.sellerOne, world.orgMember];
    for (let round = 0; round < 10; round += 1) {
      const seen = await Promise.all(people.flatMap((id) => people.map((other) => db.asUser(asViewer(id), (tx) => tx.profile.findUnique({ where: { userId: other }, select: { userId: true } })))));
      const expected = people.flatMap((id) => people.map((other) => (id === other ? { userId: id } : null)));
      expect(seen).toEqual(expected);
    }
  });

  test('no connection remembers a person after success, errors, timeouts or a kill', async () => {
    const viewer = asViewer(world.buyerA);
    await expect(db.readAs(viewer).rows(Prisma.sql`select 1/0`)).rejects.toThrow(/division/);
    await expect(db.asUser(viewer, (tx) => tx.$queryRaw`select 1/0`)).rejects.toThrow(/division/);
    await expect(db.asUser(viewer, async (tx) => { await profiles(tx); throw new Error('mine'); })).rejects.toThrow('mine');
    await expect(db.asUser(viewer, async (tx) => { await tx.$executeRaw`set local statement_timeout = '50ms'`; await tx.$queryRaw`select pg_sleep(2)::text`; })).rejects.toThrow(/statement timeout/);
    await expect(db.asUser(viewer, async (tx) => {
      const [{ pid } = { pid: 0 }] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await owner.query('select pg_terminate_backend($1)', [pid]);
      await profiles(tx);
    })).rejects.toThrow();
    await expectCleanConnections();
  });

  test('a report is planned for its values each time, what else is read is planned once', async () => {
    const span = (days: number) => Prisma.sql`select ${days}::int as days from pg_prepared_statements where false`;
    const prepared = async () => (await db.readAsService('test').rows<{ plans: number }>(Prisma.sql`select coalesce(sum(generic_plans + custom_plans), 0)::int as plans from pg_prepared_statements where name <> '' and statement like '%as days from pg_prep%' and statement not like '%coalesce%'`))[0]?.plans;
    for (const days of [1, 365]) await db.reportAsService('test').rows(span(days));
    expect(await prepared()).toBe(0);
    for (const days of [1, 365]) await db.readAsService('test').rows(span(days));
    expect(await prepared()).toBe(pooler ? 0 : 2);
  });

  test('a killed connection is unavailability, not a bug', async () => {
    const failure = await db.asService('test', async (tx) => {
      const [{ pid } = { pid: 0 }] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await owner.query('select pg_terminate_backend($1)', [pid]);
      await tx.$queryRaw(names);
    }).catch((error: unknown) => error);
    expect(isUnavailable(failure)).toBe(true);
    const nowhere = createDatabase({ userUrl: 'postgresql://app_user@127.0.0.1:1/none', serviceUrl: 'postgresql://app_service@127.0.0.1:1/none' });
    expect(isUnavailable(await nowhere.anon.rows(names).catch((error: unknown) => error))).toBe(true);
    expect(isUnavailable(await nowhere.asService('test', (tx) => tx.$queryRaw(names)).catch((error: unknown) => error))).toBe(true);
    await nowhere.close();
  });

  test('a job exists with its transaction or not at all, and only the service may add one', async () => {
    const jobs = async () => (await owner.query(`select from graphile_worker.jobs where key = 'k'`)).rowCount;
    const job = { task: 'send-email', payload: { emailId: 'eml_1' }, key: 'k' } as const;
    await expect(db.asService('test', async (tx) => { await enqueue(tx, job); throw new Error('no'); })).rejects.toThrow('no');
    expect(await jobs()).toBe(0);
    await db.asService('test', (tx) => enqueue(tx, job));
    expect(await jobs()).toBe(1);
    await expect(db.asUser(asViewer(world.buyerA), (tx) => tx.$executeRaw`select app.enqueue('send-email', '{}')`)).rejects.toThrow(denied);
    await owner.query(`select graphile_worker.remove_job('k')`);
  });

  test('the service gives and takes values as Prisma does', async () => {
    const at = new Date('2026-03-01T23:30:00.125Z');
    const ask = Prisma.sql`select ${9_007_199_254_740_993n}::bigint as large, ${new Prisma.Decimal('1.10')}::numeric as exact, ${at}::timestamptz as at, ${at}::date as day, ${['a', 'b,"c']}::text[] as texts,
      ${JSON.stringify({ n: 1 })}::jsonb as json, ${null}::text as nothing, ${true}::boolean as yes, 7::int as small`;
    const seen = await db.asService('test', (tx) => tx.$queryRaw<Record<string, unknown>[]>(ask));
    expect(seen).toEqual([{ large: 9_007_199_254_740_993n, exact: new Prisma.Decimal('1.10'), at, day: new Date('2026-03-01'), texts: ['a', 'b,"c'], json: { n: 1 }, nothing: null, yes: true, small: 7 }]);
    expect(await db.asUser(asViewer(world.buyerA), (tx) => tx.$queryRaw<Record<string, unknown>[]>(ask))).toEqual(seen);
  });

  test('a service transaction that fails leaves nothing behind and a connection that is free', async () => {
    const count = async () => (await owner.query('select from rate_limits.windows')).rowCount;
    const before = await count();
    const write = (key: string, after: () => void) => db.asService('test', async (tx) => { await tx.$executeRaw`insert into rate_limits.windows (key) values (${key})`; after(); });
    for (let turn = 0; turn < 10; turn += 1) await expect(write('lost', () => { throw new Error('no'); })).rejects.toThrow('no');
    expect(await count()).toBe(before);
    await write('kept', () => undefined);
    expect(await count()).toBe((before ?? 0) + 1);
    await owner.query(`delete from rate_limits.windows where key = 'kept'`);
  });

  test('a serialization failure is run again once, and only once', async () => {
    let runs = 0;
    await expect(db.asService('test', async (tx) => { runs += 1; await tx.$executeRaw`do $$ begin raise exception 'again' using errcode = '40001'; end $$`; })).rejects.toThrow();
    expect(runs).toBe(2);
    runs = 0;
    let held = 0;
    let go = (): void => undefined;
    const both = new Promise<void>((resolve) => (go = resolve));
    const lock = (first: string, second: string) => db.asService('test', async (tx) => {
      runs += 1;
      await tx.$executeRaw`update profiles set locale = locale where user_id = ${first}::uuid`;
      // Each holds one before either asks for the other's; the second run finds both past here.
      held += 1;
      if (held === 2) go();
      await both;
      await tx.$executeRaw`update profiles set locale = locale where user_id = ${second}::uuid`;
    });
    await Promise.all([lock(world.buyerA, world.buyerB), lock(world.buyerB, world.buyerA)]);
    expect(runs).toBe(3);
  });

  test('claims that are no claims give errors or nothing, never rows', async () => {
    const claim = async (claims: string) => {
      const client = new pg.Client({ connectionString: test_.userUrl });
      await client.connect();
      try {
        await client.query(`begin; set local role authenticated; select set_config('request.jwt.claims', ${pg.escapeLiteral(claims)}, true)`);
        return (await client.query('select from profiles')).rowCount;
      } finally {
        await client.end();
      }
    };
    expect(await claim('')).toBe(0);
    expect(await claim('{}')).toBe(0);
    await expect(claim('not json')).rejects.toThrow();
    await expect(claim('{"sub":"not a uuid"}')).rejects.toThrow();
  });
});
