import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '@/server/modules/audit/list-audit';
import { getBooks } from '@/server/modules/books/get-books';
import { requestBooksRun } from '@/server/modules/books/request-books-run';
import { runBooks } from '@/server/modules/books/run-books';
import { getWebhookEvent } from '@/server/modules/webhooks/get-webhook-event';
import { listWebhookEvents } from '@/server/modules/webhooks/list-webhook-events';
import { replayWebhookEvents } from '@/server/modules/webhooks/replay-webhook-events';
import { ListAuditInput } from '@/shared/contracts/admin-audit';
import { ListJobsInput } from '@/shared/contracts/admin-jobs';
import { ListPeopleInput, PersonSort } from '@/shared/contracts/admin-users';
import { ListWebhookEventsInput, ReplayWebhookEventsInput } from '@/shared/contracts/admin-webhooks';
import { newId } from '@/shared/ids';
import { assertBooks } from '@/testing/oracle';
import { expectSorted } from '@/testing/read-pages';
import { startShop, type Shop } from '@/testing/shop';
import { CRONTAB } from '@/server/jobs/crontab';
import { getJob } from './get-job';
import { giveUpJob } from './give-up-job';
import { listPeople } from './list-people';
import { listQueue } from './list-queue';
import { removeJob } from './remove-job';
import { retryJob } from './retry-job';

let shop: Shop;
let owner: pg.Client;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
});
beforeEach(async () => {
  await owner.query('delete from graphile_worker._private_jobs');
  await owner.query('delete from books_runs');
});
afterAll(async () => {
  await assertBooks(shop.platform.db);
  await owner.end();
  await shop.stop();
});

const admin = () => shop.viewer('admin');
const call = { requestId: 'req-desk' };

describe('people', () => {
  const list = (input: object) => listPeople(shop.platform.db, { viewer: admin(), input: ListPeopleInput.parse(input) });

  it('stand in any order page by page, though some are called the same or came at once', async () => {
    await owner.query(`update profiles set display_name = 'Ida Öberg' where user_id in (select user_id from profiles order by user_id limit 3)`);
    await owner.query(`update users set created_at = date_trunc('hour', created_at) + interval '7 microseconds'`);
    for (const sort of PersonSort.options) {
      await expectSorted(sort, (more) => list({ sort, ...more }), ({ name, createdAt }) => (sort.startsWith('name') ? name.toLowerCase() : createdAt));
    }
    const forged = Buffer.from(JSON.stringify(['name-up', 'ida', 'nobody'])).toString('base64url');
    await expect(list({ sort: 'name-up', cursor: forged })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('the queue', () => {
  const add = async (task: string, { at = "now() + interval '1 hour'" } = {}) =>
    (await owner.query<{ id: string }>(`select (graphile_worker.add_job($1, '{"orderId": "ord_1"}', run_at => ${at})).id::text as id`, [task])).rows[0]!.id;
  const list = (input: object = {}) => listQueue(shop.platform.db, { viewer: admin(), input: ListJobsInput.parse(input), crontab: CRONTAB });
  const fail = (id: string, attempts: number) => owner.query(`update graphile_worker._private_jobs set attempts = $2, last_error = 'no such order' where id = $1`, [id, attempts]);

  it('says of each job where it stands, and counts per task', async () => {
    const [later, waiting, retrying, dead, running] = [await add('expire-order'), await add('expire-order', { at: "now() - interval '5 minutes'" }), await add('send-email'), await add('send-email'), await add('send-email')];
    await fail(retrying, 3);
    await fail(dead, 25);
    await owner.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-1' where id = $1`, [running]);
    const { items, tasks, regular } = await list();
    expect(new Map(items.map(({ id, state }) => [id, state]))).toEqual(new Map([[later, 'scheduled'], [waiting, 'waiting'], [retrying, 'retrying'], [dead, 'dead'], [running, 'running']]));
    expect(tasks).toEqual([
      { task: 'expire-order', running: 0, waiting: 1, scheduled: 1, retrying: 0, dead: 0, oldestAt: expect.any(String), lastError: null },
      { task: 'send-email', running: 1, waiting: 0, scheduled: 0, retrying: 1, dead: 1, oldestAt: expect.any(String), lastError: 'no such order' },
    ]);
    expect(regular.find(({ task }) => task === 'check-books')).toMatchObject({ schedule: '37 2 * * *', nextAt: expect.stringMatching(/T02:37:00/) });
    expect((await list({ state: 'dead' })).items.map(({ id }) => id)).toEqual([dead]);
    expect(await getJob(shop.platform.db, { viewer: admin(), input: { jobId: dead } })).toMatchObject({ lastError: 'no such order', payload: expect.stringContaining('ord_1') });
    await expect(retryJob(shop.platform.db, { viewer: admin(), input: { jobId: running }, ...call })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await owner.query(`update graphile_worker._private_jobs set locked_at = null, locked_by = null where id = $1`, [running]);
  });

  it('pages through ten thousand without losing or repeating one', async () => {
    await add('expire-order');
    await owner.query(`insert into graphile_worker._private_jobs (task_id, run_at) select task_id, now() + (1 + n % 7) * interval '1 hour' from graphile_worker._private_jobs, generate_series(1, 9999) n`);
    const first = await list({ limit: 100 });
    const second = await list({ limit: 100, cursor: first.nextCursor });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(200);
    expect(first.tasks).toMatchObject([{ task: 'expire-order', scheduled: 10_000 }]);
    await expect(list({ cursor: btoa(JSON.stringify(['2026-11-20T00:00:00Z', 'x; drop table'])).replaceAll('=', '') })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('runs a dead job again, gives a living one up, removes what is dead, and writes each down', async () => {
    const id = await add('sweep-sign-in');
    const input = { jobId: id };
    await expect(removeJob(shop.platform.db, { viewer: admin(), input, ...call })).rejects.toMatchObject({ code: 'CONFLICT' });
    await giveUpJob(shop.platform.db, { viewer: admin(), input, ...call });
    expect((await list()).items).toMatchObject([{ id, state: 'dead' }]);
    await retryJob(shop.platform.db, { viewer: admin(), input, ...call });
    expect((await list()).items).toMatchObject([{ id, state: 'waiting', attempts: 0 }]);
    await giveUpJob(shop.platform.db, { viewer: admin(), input, ...call });
    await removeJob(shop.platform.db, { viewer: admin(), input, ...call });
    await expect(getJob(shop.platform.db, { viewer: admin(), input })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { items } = await listAudit(shop.platform.db, { viewer: admin(), input: ListAuditInput.parse({ target: id, action: 'job.' }) });
    expect(items.map(({ action }) => action)).toEqual(['job.remove', 'job.give_up', 'job.retry', 'job.give_up']);
    expect(items.at(-1)).toMatchObject({ actorEmail: 'admin@example.test', requestId: 'req-desk', changes: [{ field: 'state', before: 'scheduled', after: 'dead' }, { field: 'attempts', before: '0', after: null }] });
  });
});

describe('the inbox', () => {
  const find = async (input: object) => (await listWebhookEvents(shop.platform.db, { viewer: admin(), input: ListWebhookEventsInput.parse(input) })).items.map(({ stripeEventId }) => stripeEventId);
  const store = async (event: string, { type, object, status, at = 'now()' }: { type: string; object: string; status: string; at?: string }) => {
    const id = newId('webhookEvent');
    await owner.query(
      `insert into webhook_events (id, stripe_event_id, type, object_id, livemode, payload, status, received_at) values ($1, $2, $3, $4, false, '{"id": "evt", "data": {"object": {"client_secret": "pi_secret_1", "amount": 5}}}', $5, ${at})`,
      [id, event, type, object, status]);
    return id;
  };

  it('finds by event, object, beginning of a type, state and all of them, and keeps secrets to itself', async () => {
    const id = await store('evt_a', { type: 'charge.refunded', object: 'ch_1A', status: 'dead', at: "now() - interval '2 minutes'" });
    await store('evt_b', { type: 'charge.dispute.created', object: 'du_1A', status: 'dead', at: "now() - interval '1 minute'" });
    await store('evt_c', { type: 'charge.dispute.created', object: 'du_2A', status: 'processed' });
    expect(await find({ q: 'evt_a' })).toEqual(['evt_a']);
    expect(await find({ q: 'du_1A' })).toEqual(['evt_b']);
    expect(await find({ q: 'charge.d' })).toEqual(['evt_c', 'evt_b']);
    expect(await find({ q: 'charge', statuses: ['dead'] })).toEqual(['evt_b', 'evt_a']);
    expect(await find({ type: 'charge.refunded' })).toEqual(['evt_a']);
    expect(await find({ q: 'charge%' })).toEqual([]);
    expect(await find({ q: 'LK-99999' })).toEqual([]);
    expect((await listWebhookEvents(shop.platform.db, { viewer: admin(), input: ListWebhookEventsInput.parse({}) })).types).toEqual(expect.arrayContaining(['charge.dispute.created', 'charge.refunded']));
    const { payload } = await getWebhookEvent(shop.platform.db, { viewer: admin(), input: { webhookEventId: id } });
    expect(JSON.parse(payload)).toEqual({ id: 'evt', data: { object: { client_secret: '[hidden]', amount: 5 } } });
  });

  it('replays all of a list and nothing else, and each once', async () => {
    await owner.query('delete from webhook_events');
    for (const [event, status] of [['evt_1', 'dead'], ['evt_2', 'dead'], ['evt_3', 'quarantined'], ['evt_4', 'processed']] as const) await store(event, { type: 'charge.refunded', object: 'ch_1', status });
    const input = ReplayWebhookEventsInput.parse({ statuses: ['dead'] });
    expect(await replayWebhookEvents(shop.platform.db, { viewer: admin(), input, ...call })).toEqual({ replayed: 2, isMore: false });
    expect(await find({ statuses: ['received'] })).toHaveLength(2);
    expect(await find({ statuses: ['quarantined', 'processed'] })).toHaveLength(2);
    expect((await owner.query(`select 1 from graphile_worker.jobs where task_identifier = 'process-webhook-event'`)).rowCount).toBe(2);
    await expect(replayWebhookEvents(shop.platform.db, { viewer: admin(), input, ...call })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(ReplayWebhookEventsInput.safeParse({ statuses: [] }).success).toBe(false);
    await owner.query('delete from webhook_events');
  });
});

describe('the books', () => {
  it('are checked when an admin asks, once however often', async () => {
    await requestBooksRun(shop.platform.db, { viewer: admin(), ...call });
    await requestBooksRun(shop.platform.db, { viewer: admin(), ...call });
    expect((await getBooks(shop.platform.db, { viewer: admin() })).isRunning).toBe(true);
    await shop.work();
    const { runs, days, isRunning } = await getBooks(shop.platform.db, { viewer: admin() });
    expect(runs).toMatchObject([{ violations: 0, requestedBy: 'admin@example.test' }]);
    expect(runs[0]!.rules.length).toBeGreaterThan(9);
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toMatchObject({ violations: 0 });
    expect(isRunning).toBe(false);
  });

  it('alarm when a rule is broken: the verdict names it, and every admin is written to', async () => {
    await owner.query(`update profiles set role = 'ops' where user_id = $1`, [shop.world.buyerA]);
    expect(await runBooks(shop.platform, {})).toEqual({ violations: 1 });
    await owner.query(`update profiles set role = 'customer' where user_id = $1`, [shop.world.buyerA]);
    const [run] = (await getBooks(shop.platform.db, { viewer: admin() })).runs;
    expect(run!.rules.filter(({ count }) => count > 0)).toMatchObject([{ rule: 'i14-privilege-is-audited', violations: [{ subject: shop.world.buyerA }] }]);
    expect(await shop.sql(`select to_address, subject from email_outbox where kind = 'books-alarm'`)).toEqual([{ to_address: 'admin@example.test', subject: 'A rule of the books is broken' }]);
  });
});
