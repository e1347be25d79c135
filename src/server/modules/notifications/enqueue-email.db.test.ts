import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '@/server/platform/db';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { enqueueEmail } from './enqueue-email';

let database: TestDatabase;
let db: Database;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  await owner.query('select graphile_worker.remove_job(key) from graphile_worker.jobs');
});
afterAll(async () => {
  await owner.end();
  await db.close();
  await database.drop();
});

const jobs = async () => (await owner.query<{ task: string }>('select task_identifier as task from graphile_worker.jobs order by 1')).rows.map(({ task }) => task);
const toEmail = (dedupeKey: string) => ({ kind: 'test', to: 'one@example.test', subject: 's', text: 't', html: 'h', dedupeKey });
const documents = { task: 'issue-invoices', payload: { orderId: 'ord_1' }, key: 'invoices:ord_1' } as const;

it('brings one job for a message, however often it is enqueued', async () => {
  await db.asService('test', (tx) => enqueueEmail(tx, toEmail('once')));
  expect(await jobs()).toEqual(['send-email']);
  await owner.query('select graphile_worker.remove_job(key) from graphile_worker.jobs');
  await db.asService('test', (tx) => enqueueEmail(tx, toEmail('once')));
  expect(await jobs()).toEqual([]);
});

it('adds the jobs beside it whether or not the message is new, one of each key', async () => {
  await db.asService('test', (tx) => enqueueEmail(tx, toEmail('beside'), { beside: [documents] }));
  expect(await jobs()).toEqual(['issue-invoices', 'send-email']);
  await owner.query(`select graphile_worker.remove_job(key) from graphile_worker.jobs where task_identifier = 'send-email'`);
  await db.asService('test', (tx) => enqueueEmail(tx, toEmail('beside'), { beside: [documents] }));
  expect((await owner.query('select key, payload from graphile_worker._private_jobs')).rows).toEqual([{ key: documents.key, payload: documents.payload }]);
});

it('leaves nothing behind when the transaction fails, and is the service’s alone', async () => {
  await expect(db.asService('test', async (tx) => { await enqueueEmail(tx, toEmail('never'), { beside: [documents] }); throw new Error('no'); })).rejects.toThrow('no');
  expect(await jobs()).toEqual([]);
  const viewer = { userId: '00000000-0000-4000-8000-000000000001', role: 'admin' } as const;
  await expect(db.asUser(viewer, (tx) => tx.$executeRaw`select app.enqueue_many('[]')`)).rejects.toThrow(/permission denied/);
});
