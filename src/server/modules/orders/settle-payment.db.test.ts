import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import pg from 'pg';
import type { PaymentFact } from '@/server/modules/payments/to-payment-fact';
import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { assertBooks } from '@/testing/oracle';
import { placeMembership } from '@/testing/place-membership';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createRecurring, type RecurringProduct } from '@/testing/recurring';
import { createWorld, type World } from '@/testing/world';
import { findOrder } from './order-rows.queries';
import { settlePayment } from './settle-payment';

let database: TestDatabase;
let platform: Platform;
let world: World;
let owner: pg.Pool;
let club: RecurringProduct;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
  club = await createRecurring(owner, world.sellers.one, { slug: 'club', plans: { pro: { priceMinor: 2_900, tier: 'pro' }, plus: { priceMinor: 4_900, tier: 'pro+' } } });
});
afterAll(async () => {
  await assertBooks(platform.db);
  await owner.end();
  await platform.close();
  await database.drop();
});
// One of a product at a time: what another test left running is over, after all that was paid for it.
beforeEach(async () => {
  await owner.query(`update entitlements set revoked_at = now(), revoked_reason = 'over' where subscription_id is not null and revoked_at is null`);
  await owner.query(`update subscriptions set ended_at = '2028-01-01', ended_reason = 'canceled', status = 'canceled' where ended_at is null`);
});

const NOW = new Date('2026-11-20T12:00:00Z');
const PRICE = 2_900;
const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

/** What Stripe said, moment after moment: each a fact as it stood then, the later ones asked later. */
const MOMENTS = ['completed', 'async_succeeded', 'invoice_paid', 'updated', 'refunded', 'deleted'] as const;
type Moment = (typeof MOMENTS)[number];

function subscriptionOf(unique: string, changes: Partial<SubscriptionFact> = {}): SubscriptionFact {
  const item = { stripeItemId: `si_${unique}`, stripePriceId: 'price_1', priceId: club.plans['pro']!.priceId, quantity: 1 };
  return {
    stripeSubscriptionId: `sub_${unique}`, livemode: false, status: 'active', stripePriceIds: ['price_1'], items: [item], currentPeriodStart: NOW, currentPeriodEnd: later(30), trialEndsAt: null, cancelAt: null,
    scheduleId: null, scheduled: null, openInvoices: [], latestInvoiceId: `in_${unique}`, customerId: 'cus_1', metadata: {}, endedAt: null, endedReason: null, readAt: NOW, ...changes,
  };
}

/** The subscription at each moment. */
function standingAt(moment: Moment): Partial<SubscriptionFact> {
  const readAt = new Date(NOW.getTime() + MOMENTS.indexOf(moment) * 1000);
  if (moment === 'completed') return { readAt, status: 'incomplete' };
  if (moment === 'updated') return { readAt, cancelAt: later(30) };
  if (moment === 'deleted') return { readAt, status: 'canceled', endedAt: later(1), endedReason: 'canceled' };
  return { readAt };
}

function factAt(moment: Moment, { orderId, unique }: { orderId: string; unique: string }): PaymentFact {
  const isBack = moment === 'refunded' || moment === 'deleted';
  return {
    orderId, sessionId: `cs_${unique}`, invoiceId: `in_${unique}`, subscription: subscriptionOf(unique, standingAt(moment)), livemode: false, state: moment === 'completed' ? 'awaiting' : 'paid', amountMinor: PRICE,
    taxMinor: 0, currency: 'usd', paymentIntentId: `pi_${unique}`, chargeId: `ch_${unique}`, method: 'sepa_debit', address: null, at: NOW, disputes: [],
    refunds: isBack ? [{ stripeRefundId: `re_${unique}`, refundId: null, amountMinor: PRICE, status: 'succeeded', at: NOW }] : [],
  };
}

/** The invoice of a later period, of another amount where it is for a change. */
function renewalOf(unique: string, { period, amountMinor = PRICE, ...changes }: { period: number; amountMinor?: number } & Partial<PaymentFact>): PaymentFact {
  const subscription = subscriptionOf(unique, { currentPeriodStart: later(30 * period), currentPeriodEnd: later(30 * (period + 1)), latestInvoiceId: `in_${unique}_${period}`, readAt: later(30 * period) });
  const ids = { invoiceId: `in_${unique}_${period}`, paymentIntentId: `pi_${unique}_${period}`, chargeId: `ch_${unique}_${period}` };
  return {
    orderId: null, sessionId: null, subscription, ...ids, livemode: false, state: 'paid', amountMinor, taxMinor: 0, currency: 'usd', method: 'card', address: null, at: later(30 * period), refunds: [], disputes: [], ...changes,
  };
}

/** Each as Stripe said it in its moment: a refund of the first order asked for before the renewal was billed, and after it. */
const BESIDE = ['first', 'refund_asked', 'first_refunded', 'renewal', 'renewal_again'] as const;

function besideOf(moment: (typeof BESIDE)[number], sale: { orderId: string; unique: string }): PaymentFact {
  const renewed = (second: number) => subscriptionOf(sale.unique, { currentPeriodStart: later(30), currentPeriodEnd: later(60), latestInvoiceId: `in_${sale.unique}_1`, readAt: new Date(later(30).getTime() + second * 1000) });
  const refund = { stripeRefundId: `re_${sale.unique}`, refundId: null, amountMinor: PRICE, at: later(30) };
  switch (moment) {
    case 'first':
      return factAt('invoice_paid', sale);
    case 'refund_asked':
      return { ...factAt('invoice_paid', sale), refunds: [{ ...refund, status: 'pending' }] };
    case 'first_refunded':
      return { ...factAt('invoice_paid', sale), subscription: renewed(9), refunds: [{ ...refund, status: 'succeeded' }] };
    case 'renewal':
      return { ...renewalOf(sale.unique, { period: 1 }), subscription: renewed(5) };
    case 'renewal_again':
      return { ...renewalOf(sale.unique, { period: 1 }), subscription: renewed(12) };
  }
}

/** A new order of the membership, not paid yet. */
const place = (tx: ServiceTx) => placeMembership(tx, { world, club, unique: String((count += 1)), now: NOW });

const inTx = <Result>(work: (tx: ServiceTx) => Promise<Result>) => platform.db.asService('test', work);
const settle = (tx: ServiceTx, fact: PaymentFact) => settlePayment(tx, { fact, now: fact.at, publicUrl: 'http://localhost' });
const buy = () =>
  inTx(async (tx) => {
    const sale = await place(tx);
    await settle(tx, factAt('invoice_paid', sale));
    return sale;
  });

/** What all of it left behind. */
async function stateOf(tx: ServiceTx, { orderId, unique }: { orderId: string; unique: string }) {
  const order = await findOrder(tx, orderId);
  const [state] = await tx.$queryRaw<object[]>`
    select s.status, s.ended_reason as ended, s.cancel_at as "cancelAt", (select count(*)::int from entitlements e where e.subscription_id = s.id and e.revoked_at is null) as live,
      (select count(*)::int from orders o where o.subscription_id = s.id and o.paid_at is not null) as renewals
    from subscriptions s where s.stripe_subscription_id = ${`sub_${unique}`}`;
  const books = await tx.$queryRaw<{ name: string; net: bigint }[]>`
    select a.name, sum(e.amount_minor) as net from ledger_entries e join ledger_accounts a on a.id = e.account_id where e.order_id = ${orderId} group by a.name having sum(e.amount_minor) <> 0`;
  return { order: order?.status, ...state, books: books.length };
}

function* permutations<Item>(items: readonly Item[]): Generator<Item[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries()) for (const rest of permutations(items.filter((_, other) => other !== index))) yield [item, ...rest];
}

class Undone extends Error {}

/** Plays the moments in this order, says what is left, and takes it all back. */
async function play<Name extends string = Moment>(moments: readonly Name[], toFact: (moment: Name, sale: { orderId: string; unique: string }) => PaymentFact): Promise<object> {
  let state = {};
  const undone = inTx(async (tx) => {
    const sale = await place(tx);
    for (const moment of moments) await settle(tx, toFact(moment, sale));
    state = await stateOf(tx, sale);
    throw new Undone();
  });
  await expect(undone).rejects.toBeInstanceOf(Undone);
  return state;
}

describe('facts of a subscription in any order', () => {
  it('M04–M06: all 720 orders of the six events, some twice, end refunded, ended and without access', async () => {
    const sequences = [...permutations(MOMENTS)].map((sequence, index): Moment[] => [...sequence, ...fc.sample(fc.constantFrom(...MOMENTS), { numRuns: index % 3 })]);
    expect(sequences).toHaveLength(720);
    for (const moments of sequences) expect({ moments, ...(await play(moments, factAt)) }).toEqual({ moments, order: 'refunded', status: 'canceled', ended: 'refunded', cancelAt: null, live: 0, renewals: 0, books: 0 });
  }, 240_000);

  it('all orders of a renewal beside the refund of the first order leave what the renewal paid for', async () => {
    for (const moments of permutations(BESIDE)) {
      // The first order opens it, whichever event tells of it.
      if (moments[0]!.startsWith('renewal')) continue;
      expect({ moments, ...(await play(moments, besideOf)) }).toEqual({ moments, order: 'refunded', status: 'active', ended: null, cancelAt: null, live: 1, renewals: 1, books: 0 });
    }
  });

  it('M04: is paid for only when the bank says so', async () => {
    expect(await play(['completed', 'completed'], factAt)).toMatchObject({ order: 'awaiting_payment', books: 0 });
    expect(await play(['completed', 'async_succeeded'], factAt)).toMatchObject({ order: 'paid', status: 'active', live: 1 });
  });

  it('an answer asked for earlier does not undo a later one', async () => {
    expect(await play(['updated', 'invoice_paid'], factAt)).toMatchObject({ cancelAt: later(30) });
    expect(await play(['async_succeeded', 'updated', 'async_succeeded'], factAt)).toMatchObject({ cancelAt: later(30) });
  });
});

describe('renewals', () => {
  it('are an order each, in any order and however often they are told', async () => {
    const sale = await buy();
    const facts = [1, 2, 3].map((period) => renewalOf(sale.unique, { period }));
    await inTx(async (tx) => {
      for (const fact of [facts[2]!, facts[0]!, facts[1]!, ...facts, facts[0]!]) expect((await settle(tx, fact)).outcome).toBe('settled');
    });
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ status: 'active', live: 1, renewals: 3 });
    const [newest] = (await owner.query('select current_period_end as ends from subscriptions where stripe_subscription_id = $1', [`sub_${sale.unique}`])).rows;
    expect(newest).toEqual({ ends: later(120) });
  });

  it('are written once by two workers at the same moment', async () => {
    const sale = await buy();
    const fact = renewalOf(sale.unique, { period: 1 });
    const settled = await Promise.all(Array.from({ length: 6 }, () => inTx((tx) => settle(tx, fact))));
    expect(new Set(settled.map((one) => 'orderId' in one && one.orderId)).size).toBe(1);
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ renewals: 1 });
    const mails = await owner.query(`select subject from email_outbox where kind = 'receipt' and dedupe_key in (select 'receipt:' || o.id from orders o join subscriptions s on s.id = o.subscription_id where s.stripe_subscription_id = $1)`, [`sub_${sale.unique}`]);
    expect(mails.rows).toEqual([{ subject: expect.stringMatching(/^club renewed/) }]);
  });

  it('cost what was billed: tax on top, a change in part, nothing for nothing', async () => {
    const sale = await buy();
    await inTx(async (tx) => {
      await settle(tx, renewalOf(sale.unique, { period: 1, amountMinor: 3_190, taxMinor: 290 }));
      await settle(tx, renewalOf(sale.unique, { period: 2, amountMinor: 715 }));
      expect(await settle(tx, renewalOf(sale.unique, { period: 3, amountMinor: 0, paymentIntentId: null, chargeId: null }))).toEqual({ outcome: 'settled', orderId: null });
      expect(await settle(tx, renewalOf(sale.unique, { period: 4, state: 'open', amountMinor: 0, paymentIntentId: null }))).toEqual({ outcome: 'settled', orderId: null });
    });
    const { rows } = await owner.query(
      `select o.total_minor::int as total, o.tax_minor::int as tax, i.unit_price_minor::int as price, i.fee_minor::int as fee, i."interval", i.recurring_minor::int as list from orders o join order_items i on i.order_id = o.id
       join subscriptions s on s.id = o.subscription_id where s.stripe_subscription_id = $1 order by o.paid_at`, [`sub_${sale.unique}`]);
    expect(rows).toEqual([{ total: 3_190, tax: 290, price: 2_900, fee: 232, interval: 'month', list: PRICE }, { total: 715, tax: 0, price: 715, fee: 57, interval: 'month', list: PRICE }]);
  });

  it('are of the plan that is billed now', async () => {
    const sale = await buy();
    const fact = renewalOf(sale.unique, { period: 1, amountMinor: 4_900 });
    const items = [{ stripeItemId: 'si', stripePriceId: 'price_2', priceId: club.plans['plus']!.priceId, quantity: 1 }];
    await inTx((tx) => settle(tx, { ...fact, subscription: { ...fact.subscription!, items } }));
    const { rows } = await owner.query(`select i.variant_title as title, i.recurring_minor::int as list from orders o join order_items i on i.order_id = o.id join subscriptions s on s.id = o.subscription_id where s.stripe_subscription_id = $1`, [`sub_${sale.unique}`]);
    expect(rows).toEqual([{ title: 'plus', list: 4_900 }]);
  });

  it('of a subscription we do not know, or not through Stripe, or in another currency, are not ours to write', async () => {
    const sale = await buy();
    const said = (fact: PaymentFact) => inTx((tx) => settle(tx, fact));
    expect(await said(renewalOf('unknown', { period: 1 }))).toEqual({ outcome: 'unknown_order' });
    expect(await said(renewalOf(sale.unique, { period: 1, paymentIntentId: null, chargeId: null }))).toMatchObject({ outcome: 'mismatch', reason: expect.stringContaining('not paid through Stripe') });
    expect(await said(renewalOf(sale.unique, { period: 1, currency: 'eur' }))).toMatchObject({ outcome: 'mismatch', reason: 'Stripe says eur, the subscription usd' });
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ renewals: 0 });
  });
});

describe('money that goes back', () => {
  const refund = (unique: string, amountMinor: number) => ({ stripeRefundId: `re_${unique}_${amountMinor}`, refundId: null, amountMinor, status: 'succeeded' as const, at: NOW });
  const cancels = async (unique: string) => (await owner.query(`select 1 from graphile_worker.jobs where key = $1`, [`cancel:sub_${unique}`])).rowCount;

  it('of the running period ends the subscription, here and by a job at Stripe', async () => {
    const sale = await buy();
    const renewal = renewalOf(sale.unique, { period: 1 });
    await inTx((tx) => settle(tx, renewal));
    await inTx((tx) => settle(tx, { ...renewal, refunds: [refund(sale.unique, 900)] }));
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ status: 'active', live: 1 });
    await inTx((tx) => settle(tx, { ...renewal, refunds: [refund(sale.unique, 900), refund(sale.unique, 2_000)] }));
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ status: 'canceled', ended: 'refunded', live: 0, order: 'paid' });
    expect(await cancels(sale.unique)).toBe(1);
  });

  it('of what is not all of it, as far as it is known here, is asked about before it ends', async () => {
    const sale = await buy();
    const changed = subscriptionOf(sale.unique, { latestInvoiceId: `in_${sale.unique}_change`, readAt: later(1) });
    await inTx((tx) => settle(tx, { ...factAt('refunded', sale), subscription: changed }));
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ order: 'refunded', status: 'active', live: 1 });
    const [{ id } = { id: '' }] = (await owner.query<{ id: string }>(`select id from subscriptions where stripe_subscription_id = $1`, [`sub_${sale.unique}`])).rows;
    expect((await owner.query(`select task_identifier as task from graphile_worker.jobs where key = $1`, [`given-back:${id}`])).rows).toEqual([{ task: 'ask-subscription' }]);
    expect(await cancels(sale.unique)).toBe(0);
  });

  it('of a period that is over leaves it, also where nobody has told of the new one yet', async () => {
    const sale = await buy();
    const renewed = subscriptionOf(sale.unique, { currentPeriodStart: later(30), currentPeriodEnd: later(60), latestInvoiceId: `in_${sale.unique}_1`, readAt: later(30) });
    await inTx((tx) => settle(tx, { ...factAt('refunded', sale), subscription: renewed }));
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ order: 'refunded', status: 'active', live: 1, ended: null });
  });

  it('of a period that is over leaves it', async () => {
    const sale = await buy();
    await inTx((tx) => settle(tx, renewalOf(sale.unique, { period: 1 })));
    await inTx((tx) => settle(tx, { ...factAt('refunded', sale) }));
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ order: 'refunded', status: 'active', live: 1, ended: null });
    expect(await cancels(sale.unique)).toBe(0);
  });

  it('of the difference for a change leaves it; of all of the period ends it', async () => {
    const sale = await buy();
    const change = { ...renewalOf(sale.unique, { period: 1, amountMinor: 700 }), subscription: subscriptionOf(sale.unique), at: later(3) };
    await inTx((tx) => settle(tx, { ...change, refunds: [refund(`${sale.unique}c`, 700)] }));
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ status: 'active', live: 1 });
    await inTx((tx) => settle(tx, factAt('refunded', sale)));
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ ended: 'refunded', live: 0 });
  });

  it('by a dispute that is lost ends it, and by one that is open does not', async () => {
    const sale = await buy();
    const dispute = { stripeDisputeId: `du_${sale.unique}`, reason: 'fraudulent', amountMinor: PRICE, feeMinor: 1_500, movementCount: 1, evidenceDueAt: null, at: NOW };
    const said = (status: 'needs_response' | 'lost') => inTx((tx) => settle(tx, { ...factAt('invoice_paid', sale), disputes: [{ ...dispute, status }] }));
    await said('needs_response');
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ status: 'active', live: 1 });
    await said('lost');
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ ended: 'refunded', live: 0 });
    expect(await cancels(sale.unique)).toBe(1);
  });

  it('by a dispute of an earlier period that is lost ends it at once', async () => {
    const sale = await buy();
    const dispute = { stripeDisputeId: `du_${sale.unique}`, reason: 'fraudulent', amountMinor: PRICE, feeMinor: 1_500, movementCount: 1, evidenceDueAt: null, at: NOW };
    const renewal = renewalOf(sale.unique, { period: 1 });
    await inTx((tx) => settle(tx, renewal));
    const said = (status: 'needs_response' | 'lost') => inTx((tx) => settle(tx, { ...factAt('invoice_paid', sale), subscription: renewal.subscription!, disputes: [{ ...dispute, status }] }));
    await said('needs_response');
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ status: 'active', live: 1 });
    await said('lost');
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ status: 'canceled', ended: 'refunded', live: 0 });
    expect(await cancels(sale.unique)).toBe(1);
  });
});

describe('money that comes after the end', () => {
  const refunds = async (invoiceId: string) => (await owner.query<object>(`select r.amount_minor::int as amount, r.reason, i.canceled_quantity as canceled from refunds r join orders o on o.id = r.order_id join order_items i on i.order_id = o.id where o.stripe_invoice_id = $1`, [invoiceId])).rows;
  const ended = (unique: string, at: Date) => subscriptionOf(unique, { status: 'canceled', endedAt: at, endedReason: 'unpaid', readAt: later(50) });

  it('goes back, and Stripe is asked once more to end it', async () => {
    const sale = await buy();
    const late = { ...renewalOf(sale.unique, { period: 1, amountMinor: PRICE, creditMinor: 500, at: later(40) }), subscription: ended(sale.unique, later(35)) };
    await inTx((tx) => settle(tx, late));
    await inTx((tx) => settle(tx, late));
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ status: 'canceled', ended: 'unpaid', live: 0, renewals: 1 });
    expect(await refunds(late.invoiceId!)).toEqual([{ amount: PRICE, reason: 'Ended before it was paid', canceled: 1 }]);
    expect((await owner.query(`select 1 from graphile_worker.jobs where key = $1`, [`cancel:sub_${sale.unique}`])).rowCount).toBe(1);
    const { rows } = await owner.query(`select subject, text_body as text from email_outbox where dedupe_key = (select 'missing:ended:' || id from orders where stripe_invoice_id = $1)`, [late.invoiceId]);
    expect(rows).toEqual([{ subject: expect.stringMatching(/^Paid after it had ended/), text: expect.stringContaining('$5.00 of your credit paid for it') }]);
  });

  it('stays where it was paid before the end', async () => {
    const sale = await buy();
    const late = { ...renewalOf(sale.unique, { period: 1, at: later(34) }), subscription: ended(sale.unique, later(35)) };
    await inTx((tx) => settle(tx, late));
    expect(await refunds(late.invoiceId!)).toEqual([]);
  });

  it('opens nothing as a first payment', async () => {
    const sale = await inTx(async (tx) => {
      const placed = await place(tx);
      await settle(tx, { ...factAt('invoice_paid', placed), subscription: ended(placed.unique, later(-1)) });
      return placed;
    });
    expect(await owner.query('select 1 from subscriptions where stripe_subscription_id = $1', [`sub_${sale.unique}`])).toMatchObject({ rowCount: 0 });
    expect((await owner.query(`select amount_minor::int as amount from refunds where order_id = $1`, [sale.orderId])).rows).toEqual([{ amount: PRICE }]);
  });
});

describe('credit', () => {
  const back = (unique: string, amountMinor: number) => ({ refunds: [{ stripeRefundId: `re_${unique}_${amountMinor}`, refundId: null, amountMinor, status: 'succeeded' as const, at: NOW }] });
  /** An invoice of less than nothing, so many days after the first period began, in the period that runs then. */
  const granted = (unique: string, { day, grantedMinor, period = 0 }: { day: number; grantedMinor: number; period?: number }): PaymentFact =>
    ({ ...renewalOf(unique, { period, amountMinor: 0, paymentIntentId: null, chargeId: null }), invoiceId: `in_${unique}_day${day}`, at: later(day), grantedMinor });
  const given = async (unique: string) => (await owner.query<object>(`select o.stripe_invoice_id as of, r.amount_minor::int as amount from refunds r join orders o on o.id = r.order_id where r.stripe_invoice_id like $1 order by r.created_at, o.paid_at`, [`in_${unique}_day%`])).rows;
  const say = (fact: PaymentFact) => inTx((tx) => settle(tx, fact));

  it('is not money given back: what it leaves of the running period, or paid of it, goes on', async () => {
    const sale = await buy();
    await say(granted(sale.unique, { day: 3, grantedMinor: PRICE }));
    await say(factAt('invoice_paid', sale));
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ order: 'refunded', status: 'active', ended: null, live: 1 });
    const renewal = renewalOf(sale.unique, { period: 1, amountMinor: 1_900, creditMinor: 1_000 });
    await say(renewal);
    await say(granted(sale.unique, { day: 33, grantedMinor: 900, period: 1 }));
    await say({ ...renewal, ...back(sale.unique, 1_000) });
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ status: 'active', ended: null, live: 1 });
    expect((await owner.query('select app.has_paid_period(id) as "isPaid" from subscriptions where stripe_subscription_id = $1', [`sub_${sale.unique}`])).rows).toEqual([{ isPaid: true }]);
  });

  it('and the rest in money are all of a period', async () => {
    const sale = await buy();
    await say(granted(sale.unique, { day: 3, grantedMinor: 1_000 }));
    await say({ ...factAt('invoice_paid', sale), ...back(sale.unique, 1_900) });
    expect(await inTx((tx) => stateOf(tx, sale))).toMatchObject({ order: 'refunded', ended: 'refunded', live: 0 });
  });

  it('and money of it cannot both go back: a person looks, and the subscription is followed', async () => {
    const refunded = await buy();
    await say({ ...factAt('invoice_paid', refunded), ...back(refunded.unique, PRICE) });
    expect(await say(granted(refunded.unique, { day: 1, grantedMinor: 2_000 }))).toMatchObject({ outcome: 'mismatch', reason: expect.stringContaining('2000 of it was paid by no order') });
    const first = await buy();
    const until = subscriptionOf(first.unique, { cancelAt: later(30), readAt: later(2) });
    await say(granted(first.unique, { day: 1, grantedMinor: 2_000 }));
    expect(await say({ ...factAt('invoice_paid', first), subscription: until, ...back(first.unique, PRICE) })).toEqual({ outcome: 'mismatch', orderId: first.orderId, reason: 'Stripe gave back 2900; 2000 of the 2900 paid had become credit' });
    expect(await inTx((tx) => stateOf(tx, first))).toMatchObject({ order: 'partially_refunded', status: 'active', cancelAt: later(30) });
  });

  it('comes out of what was paid before it, though it is told of late', async () => {
    const sale = await buy();
    for (const period of [1, 2]) await say(renewalOf(sale.unique, { period }));
    await say(granted(sale.unique, { day: 35, grantedMinor: 3_000, period: 1 }));
    await say(granted(sale.unique, { day: 3, grantedMinor: 1_000 }));
    expect(await given(sale.unique)).toEqual([{ of: null, amount: 1_000 }, { of: null, amount: 100 }, { of: `in_${sale.unique}_1`, amount: PRICE }]);
  });

  it('locks the first order before its subscription, as whatever is told of that order does', async () => {
    const sale = await buy();
    const { grant } = await inTx(async (tx) => {
      await findOrder(tx, sale.orderId, { lock: true });
      const under = { grant: say(granted(sale.unique, { day: 3, grantedMinor: 1_000 })) };
      await expect.poll(async () => (await owner.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount).toBe(1);
      // Refused where somebody holds it.
      await tx.$queryRaw`select 1 from subscriptions where stripe_subscription_id = ${`sub_${sale.unique}`} for update nowait`;
      return under;
    });
    expect(await grant).toMatchObject({ outcome: 'settled' });
  });
});
