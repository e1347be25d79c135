import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFreePort } from '@/sandbox/postgres';
import { cookieNames, hashToken } from '@/server/modules/identity/session-cookie';
import { assertBooks } from '@/testing/oracle';
import { startShop, WEBHOOK_SECRET, type Shop } from '@/testing/shop';
import { startFleet, untilReady, type Fleet } from '@/testing/simulation/fleet';
import { createPeople } from '@/testing/stock';
import { createGoods, fillCart } from '@/testing/world';

const [BUYERS, UNITS] = [200, 10];
const TOTAL_MINOR = 10_900;

let shop: Shop;
let owner: pg.Pool;
let fleet: Fleet;
let logDir: string;
let ports: number[];

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Pool({ connectionString: shop.database.ownerUrl, max: 8 });
  logDir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-oversell-'));
  ports = await Promise.all([findFreePort(), findFreePort()]);
  const env = {
    LOG_LEVEL: 'error', PUBLIC_URL: 'http://localhost:3000', DATABASE_USER_URL: shop.database.userUrl, DATABASE_SERVICE_URL: shop.database.serviceUrl,
    NEXTAUTH_SECRET: 'a-secret-for-tests-a-secret-for-tests', DOWNLOAD_SECRET: 'another-secret-for-tests-another-one', DATA_SECRET: 'a-third-secret-for-tests-a-third-one', STRIPE_SECRET_KEY: 'sk_test_latchkey', STRIPE_API_URL: shop.stripeUrl,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET, SMTP_URL: 'smtp://127.0.0.1:9', STORAGE_DIR: logDir, RATE_LIMITS: 'off',
  };
  fleet = startFleet(ports.map((port, index) => ({ name: `app-${index}`, script: 'src/server/http/start.ts', env: { ...env, API_PORT: String(port) } })), logDir);
  for (const port of ports) await untilReady(`http://127.0.0.1:${port}`);
});
afterAll(async () => {
  await fleet.stop();
  await owner.end();
  await shop.stop();
  await rm(logDir, { recursive: true, force: true });
});

/** People with a session and a cart of one unit each; their cookies. */
async function createBuyers(variantId: string): Promise<string[]> {
  const people = await createPeople(owner, { count: BUYERS, name: 'rush' });
  const tokens = people.map((id) => `token-of-${id}`);
  await owner.query(`insert into profiles (user_id, display_name) select unnest($1::uuid[]), 'Buyer'`, [people]);
  await owner.query(`insert into sessions (session_token, user_id, expires) select unnest($1::text[]), unnest($2::uuid[]), now() + interval '1 hour'`, [tokens.map(hashToken), people]);
  await Promise.all(people.map((userId) => fillCart(owner, userId, { items: [{ variantId, quantity: 1 }] })));
  return tokens.map((token) => `${cookieNames('http://localhost:3000').session}=${token}`);
}

/** Stripe may be slow under two hundred at once: what it did not answer in time the buyer asks for again, and gets the same order. */
async function checkout(port: number, cookie: string): Promise<{ redirectUrl: string } | { reason: string }> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/api/trpc/orders.checkoutCart`, {
      method: 'POST',
      headers: { cookie, origin: 'http://localhost:3000', 'content-type': 'application/json' },
      body: JSON.stringify({ json: { expectedTotalMinor: TOTAL_MINOR, expectedCurrency: 'usd' } }),
    });
    if (response.status === 503) continue;
    // The shape of tRPC's answers.
    const answer = (await response.json()) as { result?: { data: { json: { redirectUrl: string } } }; error?: { json: { message: string; data: { code: string } } } };
    if (answer.result) return answer.result.data.json;
    return { reason: `${answer.error?.json.data.code}: ${answer.error?.json.message}` };
  }
}

it('S01: two hundred buyers at once over two apps, ten units: ten orders hold them, ten are sold', async () => {
  const goods = await createGoods(owner, shop.world.sellers.one, { slug: 'rush', priceMinor: 10_000, stock: { '42': UNITS } });
  const { variantId = '', levelId = '' } = goods.variants['42'] ?? {};
  const level = async () => (await owner.query<{ onHand: number; reserved: number }>('select on_hand as "onHand", reserved from stock_levels where id = $1', [levelId])).rows;
  const cookies = await createBuyers(variantId);
  const answers = await Promise.all(cookies.map((cookie, index) => checkout(ports[index % ports.length] ?? 0, cookie)));
  const pages = answers.flatMap((answer) => ('redirectUrl' in answer ? [answer.redirectUrl] : []));
  const reasons = answers.flatMap((answer) => ('reason' in answer ? [answer.reason] : []));
  expect([pages.length, reasons.filter((reason) => /^CONFLICT: .*is sold out\.$/.test(reason)).length]).toEqual([UNITS, BUYERS - UNITS]);
  expect(await level()).toEqual([{ onHand: UNITS, reserved: UNITS }]);
  expect(await shop.sql(`select status, count(*)::int as count from orders group by 1`)).toEqual([{ status: 'pending', count: UNITS }]);

  for (const page of pages) expect((await shop.pay(page)).status).toBe(303);
  await shop.work();
  expect(await level()).toEqual([{ onHand: 0, reserved: 0 }]);
  expect(await shop.sql(`select status, count(*)::int as count from orders group by 1`)).toEqual([{ status: 'paid', count: UNITS }]);
  await assertBooks(shop.platform.db);
}, 60_000);
