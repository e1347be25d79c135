import { spawn } from 'node:child_process';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { createProduct } from '@/testing/world';
import { projectDir } from '@/tooling/migrate';
import { startWorker, type Worker } from './start-worker';

let shop: Shop;
let worker: Worker;
let owner: pg.Client;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
  worker = startWorker(shop.platform);
});
afterEach(() => assertBooks(shop.platform.db));
afterAll(async () => {
  await worker.stop();
  await owner.end();
  await shop.stop();
});

const buy = async () => {
  const product = await createProduct(owner, shop.world.sellers.one, { slug: `kit-${(count += 1)}`, status: 'published', priceMinor: 1_900 });
  const input = { variantId: product.variantId, quantity: 1 as const, expectedPriceMinor: 1_900, expectedCurrency: 'usd' };
  const { orderId, redirectUrl } = await startCheckout(shop.platform, { viewer: shop.viewer('buyerB'), input });
  await shop.pay(redirectUrl);
  return orderId;
};
const done = (orderId: string) =>
  shop.sql(`select o.status, m.sent_at is not null as sent from orders o left join email_outbox m on m.dedupe_key = 'receipt:' || o.id where o.id = $1`, [orderId]);
const DONE = [{ status: 'paid', sent: true }];
const signsOfLife = async () =>
  (await owner.query(`select 1 from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`)).rowCount;
const poll = { timeout: 20_000, interval: 50 };

describe('the worker', () => {
  it('does what falls due within a moment', async () => {
    const orderId = await buy();
    await expect.poll(() => done(orderId), poll).toEqual(DONE);
  });

  it('F02: survives the loss of every connection, and goes on', async () => {
    await owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
    await expect.poll(signsOfLife, poll).toBe(1);
    const orderId = await buy();
    await expect.poll(() => done(orderId), poll).toEqual(DONE);
  });

  it('F07: takes over the jobs of a dead worker, and leaves those of a living one', async () => {
    const other = new pg.Client({ connectionString: shop.database.ownerUrl });
    await other.connect();
    await other.query(`select pg_advisory_lock(hashtextextended('pool-living', 5494768113163))`);
    for (const holder of ['pool-living', 'pool-dead']) {
      await owner.query(`select graphile_worker.add_job('sweep-sign-in', '{}', job_key => $1, run_at => now() + interval '1 hour')`, [holder]);
      await owner.query(`update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - interval '1 minute', run_at = now() where key = $1`, [holder]);
    }
    const left = async () => (await owner.query<{ key: string }>(`select key from graphile_worker.jobs where key like 'pool-%'`)).rows;
    await expect.poll(left, poll).toEqual([{ key: 'pool-living' }]);
    await other.end();
    await expect.poll(left, poll).toEqual([]);
  });

  it('finishes and leaves when it is asked to stop', async () => {
    const { env } = shop.platform;
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/jobs/worker.ts'], {
      cwd: projectDir,
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        DATABASE_USER_URL: shop.database.userUrl,
        DATABASE_SERVICE_URL: shop.database.serviceUrl,
        NEXTAUTH_SECRET: env.NEXTAUTH_SECRET,
        DOWNLOAD_SECRET: env.DOWNLOAD_SECRET,
        DATA_SECRET: env.DATA_SECRET,
        STRIPE_SECRET_KEY: env.STRIPE_SECRET_KEY,
        STRIPE_API_URL: env.STRIPE_API_URL,
        STRIPE_WEBHOOK_SECRET: env.STRIPE_WEBHOOK_SECRET,
        SMTP_URL: env.SMTP_URL,
      },
    });
    const ended = new Promise<unknown>((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
    await expect.poll(signsOfLife, poll).toBe(2);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect.poll(signsOfLife, poll).toBe(1);
  });

  it('F15: two hundred jobs at once are worked off while a sale goes through', async () => {
    await owner.query(`select graphile_worker.add_job('expire-order', json_build_object('orderId', 'ord_none_' || n)) from generate_series(1, 200) n`);
    const orderId = await buy();
    await expect.poll(() => done(orderId), poll).toEqual(DONE);
    await expect.poll(async () => (await owner.query(`select 1 from graphile_worker.jobs where task_identifier = 'expire-order' and run_at <= now()`)).rowCount, poll).toBe(0);
  });
});
