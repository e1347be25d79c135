import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '@/testing/postgres';
import { createTestDatabase } from '@/testing/postgres';

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});

afterAll(async () => {
  await Promise.all([first.drop(), second.drop()]);
});

async function ask<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

test('each clone is a database of its own, migrated and with the queue in it', async () => {
  await ask(first.ownerUrl, 'create table only_here (id int)');
  expect(await ask(first.ownerUrl, `select to_regclass('public.only_here') is not null as here`)).toEqual([{ here: true }]);
  expect(await ask(second.ownerUrl, `select to_regclass('public.only_here') is not null as here`)).toEqual([{ here: false }]);
  const queue = await ask(
    second.ownerUrl,
    `select to_regclass('supabase_migrations.schema_migrations') is not null as history, to_regprocedure('app.enqueue(text,json,text,timestamptz,int)') is not null as enqueue, to_regnamespace('graphile_worker') is not null as queue`,
  );
  expect(queue).toEqual([{ history: true, enqueue: true, queue: true }]);
});

test('the logins reach nothing until they take a role', async () => {
  expect(await ask(first.userUrl, 'select current_user::text as me')).toEqual([{ me: 'app_user' }]);
  expect(await ask(first.serviceUrl, 'select current_user::text as me')).toEqual([{ me: 'app_service' }]);
  await expect(ask(first.userUrl, 'select 1 from public.orders')).rejects.toThrow(/permission denied/);
  await expect(ask(first.serviceUrl, 'select 1 from public.orders')).rejects.toThrow(/permission denied/);
  await expect(ask(first.userUrl, 'set role service_role')).rejects.toThrow(/permission denied/);
});

// A server given by TEST_DATABASE_URL may trust everyone on its machine.
test.skipIf(process.env.TEST_DATABASE_URL)('a wrong password is refused, so that a test cannot pass on trust', async () => {
  const wrong = new URL(first.userUrl);
  wrong.password = 'wrong';
  await expect(ask(wrong.toString(), 'select 1')).rejects.toThrow(/password authentication failed/);
});
