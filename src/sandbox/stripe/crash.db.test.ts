import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '@/testing/postgres';
import type { TestDatabase } from '@/testing/postgres';
import { SECRET, TestDouble, TestEndpoint, sdkFor } from './testing/harness';

const entry = path.join(path.dirname(fileURLToPath(import.meta.url)), 'main.ts');
const lineItem = { quantity: 1, price_data: { currency: 'usd', unit_amount: 1900, product_data: { name: 'Queue pack' } } };
const params = { mode: 'payment' as const, line_items: [lineItem], success_url: 'http://shop.test/done' };

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

/** The double as a process of its own, as the launcher may run it. */
async function spawnDouble(webhookUrl: string): Promise<{ child: ChildProcess; url: string }> {
  const env = { ...process.env, STRIPE_DOUBLE_PORT: '0', STRIPE_DOUBLE_DATABASE_URL: database.ownerUrl, STRIPE_WEBHOOK_URL: webhookUrl, STRIPE_WEBHOOK_SECRET: SECRET };
  const child = spawn(process.execPath, ['--import', 'tsx', entry], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  // The pipe stays open to the end: a process whose output nobody takes dies of it.
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const [found] = /http:\S+/.exec(chunk.toString()) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => {
      reject(new Error(`the double ended with ${code} before it answered`));
    });
  });
  return { child, url };
}

describe('a double that is killed', () => {
  it('while its time was set beside the machine’s leaves the next one at the machine’s own, also after it was moved', async () => {
    const tell = (url: string, what: string, seconds: number) => fetch(`${url}/_double/${what}`, { method: 'POST', body: JSON.stringify({ seconds }), headers: { 'content-type': 'application/json' } });
    const daysAhead = async (url: string) => Math.round(((await sdkFor(url).products.create({ name: 'Now' })).created - Date.now() / 1000) / 86_400);
    const first = await spawnDouble('http://127.0.0.1:9/none');
    await tell(first.url, 'advance', 30 * 86_400);
    expect(await daysAhead(first.url)).toBe(30);
    await tell(first.url, 'clock', -7 * 86_400);
    expect(await daysAhead(first.url)).toBe(-7);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = await spawnDouble('http://127.0.0.1:9/none');
    expect(await daysAhead(second.url)).toBeCloseTo(0);
    second.child.kill('SIGKILL');
    await once(second.child, 'exit');
  });

  it('in the middle of a keyed request leaves nothing behind; the same key then works, once', async () => {
    const endpoint = new TestEndpoint();
    await endpoint.start(new Stripe('sk_test_x'));
    const first = await spawnDouble(endpoint.url);
    await fetch(`${first.url}/_double/faults`, { method: 'POST', body: JSON.stringify({ slowMs: 60_000 }), headers: { 'content-type': 'application/json' } });
    const lost = sdkFor(first.url).checkout.sessions.create(params, { idempotencyKey: 'killed' }).then(() => 'answered', () => 'lost');
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await expect.poll(async () => (await owner.query("select from stripe_double.idempotency_keys where key = 'killed'")).rowCount).toBe(1);
    await owner.end();
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(await lost).toBe('lost');

    const second = await spawnDouble(endpoint.url);
    const sdk = sdkFor(second.url);
    const session = await sdk.checkout.sessions.create(params, { idempotencyKey: 'killed' });
    expect((await sdk.checkout.sessions.list()).data.map((one) => one.id)).toEqual([session.id]);
    await sdk.checkout.sessions.expire(session.id);
    await endpoint.received('checkout.session.expired');
    second.child.kill('SIGTERM');
    expect(await once(second.child, 'exit')).toEqual([0, null]);
    await endpoint.stop();
  });
});

describe('a double whose database connections are cut', () => {
  it('fails the request at hand and goes on', async () => {
    const scratch = await createTestDatabase();
    const shop = await TestDouble.start(scratch.ownerUrl);
    const before = await shop.createSession();
    const owner = new pg.Client({ connectionString: scratch.ownerUrl });
    await owner.connect();
    await owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
    await owner.end();
    const patient = sdkFor(shop.url, { maxNetworkRetries: 4 });
    expect((await patient.checkout.sessions.create(params, { idempotencyKey: 'cut' })).status).toBe('open');
    expect((await patient.checkout.sessions.retrieve(before.id)).status).toBe('open');
    await patient.checkout.sessions.expire(before.id);
    await shop.endpoint.received('checkout.session.expired');
    await shop.stop();
    await scratch.drop();
  });
});
