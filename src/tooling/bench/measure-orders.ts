import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { findFreePort } from '@/sandbox/postgres';
import { cookieNames } from '@/server/modules/identity/session-cookie';
import { startChild } from './start-child';
import { createPoster, paceOf, untilServed } from './lanes';
import { median, percentile } from './load';
import { API, serverEnv, type BenchContext } from './measure-api';
import { createOrderWorld, type OrderWorld, type PreparedBuyer } from './order-world';
import { startServer, type ServerProcess } from './processes';
import { startCheckoutYardstick } from './start-checkout-yardstick';

const NAMES = ['checkout', 'ack', 'fulfil'];
const LANES = 16;
const ROUNDS = 4;
const PER_ROUND = 250;
const WARM_UP = 150;
const BARS = { checkout: 150, ratio: 0.3, ackMs: 50, fulfil: 200 };

/** What the parts of these measurements share. */
export interface OrdersBench {
  context: BenchContext;
  ownerUrl: string;
  env: Record<string, string>;
  api: ServerProcess;
  world: OrderWorld;
}

/**
 * A buyer's click, Stripe's bell, and the work after it, on a database of their own: checkout over HTTP beside a bare pg client with the same
 * statements, signed webhooks, and a worker that fulfils what they tell of. Stripe is a stand-in that answers from memory.
 */
export async function measureOrders(context: BenchContext): Promise<void> {
  if (!NAMES.some((name) => context.isWanted(name))) return;
  context.log('Preparing carts …');
  const ownerUrl = await context.database.createEmpty('bench_orders');
  const world = await createOrderWorld(ownerUrl, WARM_UP + ROUNDS * PER_ROUND * 2 + 1);
  const [stripePort, port] = [await findFreePort(), await findFreePort()];
  const stripe = await startServer({ name: 'stripe', args: ['--import', 'tsx', 'src/tooling/bench/stripe-stand-in.ts', String(stripePort), String(world.totalMinor)], port: stripePort, logDir: context.logDir });
  const env = { ...serverEnv({ ownerUrl }, port), STRIPE_API_URL: stripe.origin, DATABASE_POOL_MAX: String(LANES), LOG_LEVEL: 'warn' };
  const api = await startServer({ ...API, port, env, logDir: context.logDir });
  try {
    const bench = { context, ownerUrl, env, api, world };
    const sessions = await measureCheckout(bench);
    await measureAck(bench, sessions);
    await api.stop();
    if (context.isWanted('fulfil')) await measureFulfilment(bench, sessions.length);
  } finally {
    await Promise.all([api.stop(), stripe.stop()]);
  }
}

/** Answers with the Stripe sessions of the orders that were placed. */
async function measureCheckout(bench: OrdersBench): Promise<string[]> {
  const { context, api, world } = bench;
  const poster = createPoster(api.origin, LANES);
  const sessions: string[] = [];
  const cookie = cookieNames(api.origin).session;
  const body = JSON.stringify({ json: { expectedTotalMinor: world.totalMinor, expectedCurrency: 'usd' } });
  const checkout = async ({ token }: PreparedBuyer) => {
    const text = await untilServed(() => poster.post('/api/trpc/orders.checkoutCart', { cookie: `${cookie}=${token}`, origin: api.origin }, body));
    sessions.push(/cs_bench_\d+/.exec(text)?.[0] ?? '');
  };
  const left = [...world.buyers];
  context.log('Measuring checkout …');
  await paceOf(left.splice(0, WARM_UP), { lanes: LANES, work: checkout });
  const yardstick = context.isWanted('checkout') ? await startCheckoutYardstick(bench, left.splice(0, 1 + ROUNDS * PER_ROUND)) : undefined;
  const rates: number[] = [];
  const ratios: number[] = [];
  const others: number[] = [];
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const pace = await paceOf(left.splice(0, PER_ROUND), { lanes: LANES, work: checkout });
    rates.push(pace.perSecond);
    times.push(...pace.times);
    if (!yardstick) continue;
    const other = await yardstick.pace(PER_ROUND);
    others.push(other);
    ratios.push(pace.perSecond / other);
  }
  yardstick?.stop();
  poster.close();
  if (yardstick) {
    const rate = { scenario: 'checkout', connections: LANES, rps: median(rates), p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) };
    context.rows.push({ ...rate, yardstick: median(others), ratio: median(ratios), against: 'pg' });
    context.facts.push({ name: `checkouts with a cart of 3, the bar being the higher of ${BARS.checkout}/s and ${BARS.ratio} of the yardstick`, value: rate.rps, unit: '/s', bar: Math.max(BARS.checkout, BARS.ratio * median(others)) });
  }
  return sessions;
}

const EVENT = { object: 'event', api_version: '2026-10-28.endive', livemode: false, pending_webhooks: 1, request: { id: null, idempotency_key: null }, type: 'checkout.session.completed' };

/** Rings for each session once, each a distinct event. */
async function measureAck({ context, api, env }: OrdersBench, sessions: readonly string[]): Promise<void> {
  const poster = createPoster(api.origin, LANES);
  const created = Math.floor(Date.now() / 1000);
  const deliveries = sessions.map((id, index) => JSON.stringify({ ...EVENT, id: `evt_bench_${index}`, created, data: { object: { id, object: 'checkout.session' } } }, null, 2));
  const ring = async (body: string) => {
    const signature = createHmac('sha256', env.STRIPE_WEBHOOK_SECRET ?? '').update(`${created}.${body}`).digest('hex');
    await poster.post('/api/stripe/webhook', { 'stripe-signature': `t=${created},v1=${signature}` }, body);
  };
  context.log('Measuring webhooks …');
  const { perSecond, times } = await paceOf(deliveries, { lanes: LANES, work: ring });
  poster.close();
  if (!context.isWanted('ack')) return;
  context.rows.push({ scenario: 'ack', connections: LANES, rps: perSecond, p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99), yardstick: null, ratio: null, against: '' });
  context.facts.push({ name: 'acknowledging a webhook, p95', value: percentile(times, 0.95), unit: 'ms', bar: BARS.ackMs });
}

/**
 * How fast one worker makes paid orders of what the bell told, from its first tenth to its last. An order costs it one question to Stripe, one read,
 * and a transaction of eleven statements between BEGIN and COMMIT; beside them the queue's own, which fetch and end many jobs each.
 */
async function measureFulfilment({ context, ownerUrl, env }: OrdersBench, count: number): Promise<void> {
  context.log('Measuring fulfilment …');
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const paid = async () => Number((await client.query<{ count: string }>(`select count(*) from orders where status = 'paid'`)).rows[0]?.count ?? 0);
  const worker = startChild(['--import', 'tsx', 'src/server/jobs/worker.ts'], { env, logFile: path.join(context.logDir, 'worker.log') });
  try {
    const seen: { at: number; paid: number }[] = [];
    const endsAt = Date.now() + 120_000;
    for (let now = 0; now < count; ) {
      if (Date.now() > endsAt) throw new Error(`only ${now} of ${count} orders were fulfilled:\n${fs.readFileSync(path.join(context.logDir, 'worker.log'), 'utf8').slice(-2_000)}`);
      await delay(50);
      now = await paid();
      if (now > count / 10) seen.push({ at: performance.now(), paid: now });
    }
    const [first, last] = [seen[0], seen.at(-1)];
    const perSecond = first && last ? (last.paid - first.paid) / ((last.at - first.at) / 1000) : Number.NaN;
    context.facts.push({ name: 'orders fulfilled by one worker', value: perSecond, unit: '/s', bar: BARS.fulfil });
  } finally {
    await worker.stop();
    await client.end();
  }
}
